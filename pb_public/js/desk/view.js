// The one place where the desk names the vendored Preact + htm file.
export { html, render, useState, useEffect, useLayoutEffect, useRef } from '../../vendor/preact.js';
