// The one place where the desk names the vendored Preact + htm file.
export { html, render, useState, useEffect, useRef } from '../../vendor/preact.js';
