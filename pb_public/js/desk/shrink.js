const LONG_SIDE = 1600; // px; a lift's notice stays readable, 300 KB instead of 6 MB
const QUALITY = 0.8;

/** @param {File} file → upright JPEG without EXIF, long side at most 1600 px. */
export function shrink(file) {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(file);
    const img = new Image();
    img.onerror = () => { URL.revokeObjectURL(url); reject(new Error('unreadable image')); };
    img.onload = () => {
      const scale = Math.min(1, LONG_SIDE / Math.max(img.naturalWidth, img.naturalHeight));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(img.naturalWidth * scale);
      canvas.height = Math.round(img.naturalHeight * scale);
      canvas.getContext('2d').drawImage(img, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(url);
      canvas.toBlob(b => {
        if (!b) { reject(new Error('no picture came out')); return; }
        // Old WebKit cannot build a File: a Blob with a name does as well in FormData.
        b.name = file.name.replace(/\.[^.]*$/, '') + '.jpg';
        resolve(b);
      }, 'image/jpeg', QUALITY);
    };
    img.src = url;
  });
}
