/** Three short tones. Resolves to false where the browser keeps still until somebody has clicked on the page. */
export function sound() {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!Context) return Promise.resolve(true); // nothing a click could change
  const audio = new Context();
  [0, 0.35, 0.7].forEach(at => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = 880;
    tone.connect(volume);
    volume.connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.2);
  });
  return new Promise(done => setTimeout(() => {
    done(audio.state === 'running');
    audio.close();
  }, 1500));
}
