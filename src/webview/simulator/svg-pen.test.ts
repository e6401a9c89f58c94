import { describe, expect, it } from 'vitest';
import { svgPen } from './svg-pen.ts';

const drawn = (): ReturnType<typeof svgPen> => svgPen((text) => text.length * 6);

describe('svgPen', () => {
  it('draws rectangles, paths and words with the state of the pen', () => {
    const { pen, svg } = drawn();
    pen.fillStyle = 'red';
    pen.globalAlpha = 0.5;
    pen.fillRect(1, 2, 3.14159, 4);
    pen.globalAlpha = 1;
    pen.strokeStyle = 'blue';
    pen.lineWidth = 2;
    pen.setLineDash([5, 3]);
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.lineTo(10, 20);
    pen.stroke();
    pen.setLineDash([]);
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.lineTo(5, 0);
    pen.closePath();
    pen.fill();
    pen.font = '12px "DejaVu Sans"';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText('a < b & "c"', 7, 8);
    const text = svg(100, 50, '#fff', 'A <map>');
    expect(text).toContain('<rect x="1" y="2" width="3.14" height="4" fill="red" opacity="0.5"/>');
    expect(text).toContain(
      '<path d="M0 0L10 20" fill="none" stroke="blue" stroke-width="2" stroke-linejoin="miter" stroke-dasharray="5 3"/>',
    );
    expect(text).toContain('<path d="M0 0L5 0Z" fill="red"/>');
    expect(text).toContain(
      'style="font:12px &quot;DejaVu Sans&quot;" fill="red" text-anchor="middle" dominant-baseline="central">a &lt; b &amp; &quot;c&quot;</text>',
    );
    expect(text).toContain('<title>A &lt;map&gt;</title>');
    expect(text).toMatch(/^<svg [^>]*width="100" height="50" viewBox="0 0 100 50"/);
  });

  it('moves its origin, and gives back what it saved', () => {
    const { pen, moveOrigin, svg } = drawn();
    pen.fillStyle = 'green';
    pen.setLineDash([1]);
    pen.save();
    pen.fillStyle = 'red';
    pen.setLineDash([]);
    pen.restore();
    moveOrigin(10, 0);
    moveOrigin(0, 5);
    pen.fillRect(0, 0, 1, 1);
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.stroke();
    const text = svg(20, 20, '#000', '');
    expect(text).toContain('<rect x="10" y="5" width="1" height="1" fill="green"/>');
    expect(text).toContain('d="M10 5"');
    expect(text).toContain('stroke-dasharray="1"');
  });

  it('measures words', () => {
    expect(drawn().pen.measureText('four').width).toBe(24);
  });
});
