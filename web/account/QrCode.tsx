import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

/** Quiet zone of the standard, in modules. */
const MARGIN = 4;

/** A QR code, drawn here: the text goes to nobody. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    let dark = '';
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < count; column++) {
        if (code.isDark(row, column)) dark += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`;
      }
    }
    return { size: count + 2 * MARGIN, path: dark };
  }, [text]);
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect className="qr-ground" width={size} height={size} />
      <path className="qr-dark" d={path} />
    </svg>
  );
}
