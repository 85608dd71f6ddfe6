// The interactive view of a series: draws what the interface answers with sigma, on a canvas. Everything
// it shows stands on the page of the series without a script. Stores nothing, asks no other host.

/** As `tokens` of app.css: one colour for each kind of node, read where the browser resolved it. */
const colour = (name) => {
  const swatch = document.createElement('span');
  swatch.className = `swatch ${name}`;
  stage.append(swatch);
  const [red, green, blue] = getComputedStyle(swatch).color.match(/[\d.]+/g).map(Number);
  swatch.remove();
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
};

const stage = document.getElementById('stage');
const status = document.getElementById('stage-status');
const found = document.getElementById('stage-found');
const tell = (text) => { status.textContent = text; };

const RESULTS_MAX = 20;
/** With fewer nodes than this each bears its label. */
const FEW = 80;
const words = stage.dataset;

function draw(answer) {
  const paint = {
    complaint: colour('ink'), link: colour('c1'), propose: colour('c6'), shared: colour('c7'),
    edge: colour('edge'), label: colour('ink'), faded: colour('faded'),
  };
  const graph = new graphology.Graph({ type: 'undirected', multi: false });
  for (const node of answer.nodes) {
    graph.addNode(node.id, {
      label: node.label, said: node.name, href: node.href, x: node.x, y: node.y,
      size: node.type === 'value' ? 4 + Math.min(10, Math.sqrt(node.degree)) : 3,
      color: node.type === 'value' ? paint[node.class] : paint.complaint,
    });
  }
  for (const edge of answer.edges) graph.addEdge(edge.complaint, edge.value, { color: paint.edge, size: 0.6 });

  let chosen = null;
  const near = new Set();
  const view = new Sigma(graph, stage, {
    labelColor: { color: paint.label }, labelFont: getComputedStyle(stage).fontFamily, labelSize: 13,
    labelRenderedSizeThreshold: graph.order < FEW ? 0 : 7, renderEdgeLabels: false, allowInvalidContainer: true,
    defaultDrawNodeHover: () => {},
    nodeReducer: (id, data) => {
      if (!chosen || near.has(id)) return { ...data, forceLabel: id === chosen, zIndex: near.has(id) ? 1 : 0 };
      return { ...data, label: '', color: paint.faded };
    },
    edgeReducer: (id, data) => {
      const [one, other] = graph.extremities(id);
      return !chosen || one === chosen || other === chosen ? data : { ...data, hidden: true };
    },
  });

  const choose = (id, move) => {
    chosen = id;
    near.clear();
    found.replaceChildren();
    if (id) {
      near.add(id);
      graph.forEachNeighbor(id, (other) => near.add(other));
      const link = document.createElement('a');
      link.href = graph.getNodeAttribute(id, 'href');
      link.textContent = graph.getNodeAttribute(id, 'said');
      const item = document.createElement('li');
      item.append(link);
      found.append(item);
      if (move) {
        const { x, y } = view.getNodeDisplayData(id);
        view.getCamera().setState({ x, y, ratio: 0.25 });
      }
    }
    view.refresh({ skipIndexation: true });
  };
  view.on('clickNode', ({ node }) => choose(node, false));
  view.on('clickStage', () => choose(null, false));
  view.on('enterNode', () => { stage.classList.add('over'); });
  view.on('leaveNode', () => { stage.classList.remove('over'); });

  const search = document.getElementById('stage-search');
  search.addEventListener('input', () => {
    const sought = search.value.trim().toLocaleLowerCase();
    if (!sought) return choose(null, false);
    const hits = graph.filterNodes((_, node) => node.said.toLocaleLowerCase().includes(sought));
    found.replaceChildren(...hits.slice(0, RESULTS_MAX).map((id) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button link';
      button.textContent = graph.getNodeAttribute(id, 'said');
      button.addEventListener('click', () => choose(id, true));
      const item = document.createElement('li');
      item.append(button);
      return item;
    }));
    tell(words.hits.replace('{n}', hits.length));
  });
  const camera = view.getCamera();
  const steps = { closer: () => camera.setState({ ratio: camera.ratio / 1.5 }),
    farther: () => camera.setState({ ratio: camera.ratio * 1.5 }),
    whole: () => { choose(null, false); camera.setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }); } };
  for (const [name, step] of Object.entries(steps)) {
    document.getElementById(`stage-${name}`).addEventListener('click', step);
  }
  document.getElementById('stage-controls').hidden = false;
  tell(answer.said);
  stage.dataset.nodes = graph.order;
  stage.dataset.edges = graph.size;
}

try {
  if (!document.createElement('canvas').getContext('webgl2')) throw new Error('no WebGL');
  const response = await fetch(words.source, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  draw(await response.json());
} catch (error) {
  stage.hidden = true;
  tell(words.failed);
  stage.dataset.error = error.message;
}
