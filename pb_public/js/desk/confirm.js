import { html, useState } from './view.js';
import { Dialog } from './keys.js';

/**
 * Asks before what cannot be undone.
 * @returns {[ask, view]} ask(sentence, label) → Promise<boolean>; view goes anywhere in the page.
 */
export function useConfirm() {
  const [question, set] = useState(null);
  const ask = (sentence, label) => new Promise(resolve => set({ sentence: sentence, label: label, resolve: resolve }));
  const answer = yes => {
    question.resolve(yes);
    set(null);
  };
  const view = question && html`<${Dialog} label="请确认" onClose=${() => answer(false)}>
    <p class="dialog-words">${question.sentence}</p>
    <div class="buttons end">
      <button class="btn" data-first onClick=${() => answer(false)}>先不办</button>
      <button class="btn danger" onClick=${() => answer(true)}>${question.label}</button>
    </div>
  <//>`;
  return [ask, view];
}
