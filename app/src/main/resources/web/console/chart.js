// Small charts: a line over the last two minutes, drawn without innerHTML because the page's policy forbids it.

const SVG = 'http://www.w3.org/2000/svg';
const POINTS = 120;

/** A chart that keeps its last points. `label` is what a screen reader says. */
export function chart(place, label) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'chart');
  svg.setAttribute('viewBox', `0 0 ${POINTS - 1} 40`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  const area = document.createElementNS(SVG, 'path');
  area.setAttribute('class', 'area');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('class', 'line');
  svg.append(area, line);
  place.append(svg);
  const values = [];
  return {
    add(value) {
      values.push(value);
      if (values.length > POINTS) {
        values.shift();
      }
      const most = Math.max(1, ...values);
      const first = POINTS - values.length;
      const points = values.map((v, i) => `${first + i},${(38 - (v / most) * 36).toFixed(1)}`);
      line.setAttribute('d', `M${points.join('L')}`);
      area.setAttribute('d', `M${first},40L${points.join('L')}L${POINTS - 1},40Z`);
      svg.setAttribute('aria-label', `${label}: now ${round(value)}, at most ${round(most)} in two minutes`);
    },
  };
}

export function round(value) {
  return value >= 10 ? Math.round(value).toLocaleString() : (Math.round(value * 10) / 10).toLocaleString();
}
