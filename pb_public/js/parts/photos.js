// Photos leave the phone small, upright and without the data a camera adds.

const longSide = 1600, quality = 0.8;

/** EXIF orientation 1–8, for browsers that draw a photo lying on its side (before Chrome 81, iOS 13.4). */
function orientation(buffer) {
  const v = new DataView(buffer);
  if (v.byteLength < 4 || v.getUint16(0) !== 0xffd8) return 1;
  for (let at = 2; at + 10 < v.byteLength;) {
    const marker = v.getUint16(at), size = v.getUint16(at + 2);
    if (marker === 0xffe1 && v.getUint32(at + 4) === 0x45786966) {
      const tiff = at + 10, little = v.getUint16(tiff) === 0x4949, ifd = tiff + v.getUint32(tiff + 4, little);
      for (let i = 0, n = v.getUint16(ifd, little); i < n; i++) {
        if (v.getUint16(ifd + 2 + i * 12, little) === 0x112) return v.getUint16(ifd + 10 + i * 12, little);
      }
      return 1;
    }
    if ((marker & 0xff00) !== 0xff00) return 1;
    at += 2 + size;
  }
  return 1;
}
const turns = { 2: [-1, 0, 0, 1, 1, 0], 3: [-1, 0, 0, -1, 1, 1], 4: [1, 0, 0, -1, 0, 1], 5: [0, 1, 1, 0, 0, 0], 6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1], 8: [0, -1, 1, 0, 0, 1] };

const readStart = (file) => new Promise((done) => {
  const r = new FileReader();
  r.onload = () => { try { done(orientation(r.result)); } catch (e) { done(1); } };
  r.onerror = () => done(1);
  r.readAsArrayBuffer(file.slice(0, 131072));
});

/** A camera file → {file, url}: long side 1600, JPEG, upright, drawn anew so that no EXIF is left. */
export function shrink(original) {
  const upright = window.CSS && CSS.supports && CSS.supports('image-orientation', 'from-image');
  return (upright ? Promise.resolve(1) : readStart(original)).then((turn) => new Promise((done, fail) => {
    const image = new Image(), source = URL.createObjectURL(original);
    const sorry = () => { URL.revokeObjectURL(source); fail(new Error('这张照片打不开，请换一张，或者直接拍。')); };
    image.onerror = sorry;
    image.onload = () => {
      const scale = Math.min(1, longSide / Math.max(image.naturalWidth, image.naturalHeight));
      const w = Math.max(1, Math.round(image.naturalWidth * scale)), h = Math.max(1, Math.round(image.naturalHeight * scale));
      const canvas = document.createElement('canvas'), t = turns[turn], lying = turn > 4;
      canvas.width = lying ? h : w;
      canvas.height = lying ? w : h;
      const pen = canvas.getContext('2d');
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      if (t) pen.setTransform(t[0], t[1], t[2], t[3], t[4] * canvas.width, t[5] * canvas.height);
      pen.drawImage(image, 0, 0, w, h);
      URL.revokeObjectURL(source);
      canvas.toBlob((blob) => {
        if (!blob) return sorry();
        const file = new File([blob], 'photo.jpg', { type: 'image/jpeg' });
        done({ file, url: URL.createObjectURL(file) });
      }, 'image/jpeg', quality);
    };
    image.src = source;
  }));
}

/** 『正在上传 2/3』 from the bytes that have left. */
export function uploading(photos, loaded) {
  let sum = 0, n = 0;
  while (n < photos.length && sum + photos[n].file.size < loaded) sum += photos[n++].file.size;
  return '正在上传 ' + Math.min(n + 1, photos.length) + '/' + photos.length;
}
