import { blob } from './api.js';

/** A file fetched with the token, then handed to the browser to save under its name. */
export function save(path, name) {
  return blob(path).then(b => {
    const a = document.createElement('a');
    a.href = URL.createObjectURL(b);
    a.download = name;
    document.body.appendChild(a);
    a.click();
    document.body.removeChild(a);
    setTimeout(() => URL.revokeObjectURL(a.href), 60000);
  });
}
