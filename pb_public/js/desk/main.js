import { html, render } from './view.js';
import { App } from './app.js';

const app = document.getElementById('app');
app.textContent = '';
render(html`<${App} />`, app);
