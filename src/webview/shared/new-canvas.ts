/** An empty canvas that is on no page. */
export function newCanvas(
  width: number,
  height: number,
  settings?: CanvasRenderingContext2DSettings,
): { readonly canvas: HTMLCanvasElement; readonly context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', settings);
  if (context === null) throw new Error('this browser gives no canvas to draw on');
  return { canvas, context };
}
