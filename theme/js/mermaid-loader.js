// Draws the diagrams of a page, in the colours of the chosen theme.
//
// Mermaid is large, so it is loaded only by a page that has a diagram. It stands
// in theme/fonts, since that is the folder of theme/ that mdBook copies whole;
// mdBook puts its name, which has a hash in it, in the line below.

'use strict';

(function diagrams() {
    const source = new URL('{{ resource "fonts/mermaid.min.js" }}', document.currentScript.src);
    const all = Array.from(document.querySelectorAll('main pre.mermaid'));
    if (all.length === 0) {
        return;
    }
    const texts = new Map(all.map(diagram => [diagram, diagram.textContent]));
    all.forEach(diagram => diagram.classList.add('lm-waiting'));

    // Small enough to fit a phone, but never smaller than one can read.
    const SMALLEST_SCALE = 0.7;

    function colour(name) {
        const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
        // Mermaid computes with colours and can't read every way to write one.
        const pen = document.createElement('canvas').getContext('2d');
        pen.fillStyle = value;
        pen.fillRect(0, 0, 1, 1);
        const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
        return `rgb(${red}, ${green}, ${blue})`;
    }

    function settings() {
        const [paper, ink, sheet, well, rule, accent] =
            ['--bg', '--fg', '--lm-sheet', '--lm-well', '--lm-muted', '--lm-accent'].map(colour);
        return {
            startOnLoad: false,
            securityLevel: 'strict',
            suppressErrorRendering: true,
            theme: 'base',
            fontFamily: 'Literata, Georgia, serif',
            flowchart: { curve: 'basis', padding: 11, nodeSpacing: 30, rankSpacing: 42 },
            themeVariables: {
                darkMode: getComputedStyle(document.documentElement).colorScheme === 'dark',
                fontSize: '17px',
                background: paper,
                primaryColor: sheet,
                primaryTextColor: ink,
                primaryBorderColor: accent,
                secondaryColor: well,
                secondaryTextColor: ink,
                secondaryBorderColor: rule,
                tertiaryColor: well,
                tertiaryTextColor: ink,
                tertiaryBorderColor: rule,
                lineColor: rule,
                textColor: ink,
                mainBkg: sheet,
                nodeBorder: accent,
                clusterBkg: well,
                clusterBorder: rule,
                titleColor: ink,
                edgeLabelBackground: paper,
                actorBkg: sheet,
                actorBorder: accent,
                actorTextColor: ink,
                signalColor: ink,
                signalTextColor: ink,
                noteBkgColor: well,
                noteBorderColor: rule,
                noteTextColor: ink,
                labelBoxBkgColor: well,
                labelTextColor: ink,
                loopTextColor: ink,
            },
        };
    }

    function readable(diagram) {
        const svg = diagram.querySelector('svg');
        const natural = parseFloat(svg?.style.maxWidth);
        if (natural) {
            svg.style.minWidth = `${Math.round(natural * SMALLEST_SCALE)}px`;
        }
    }

    // Mermaid measures each word in the page. In a room that nothing leaves, that costs a
    // layout of the room; in the text it costs a layout of the page, which is a minute and
    // more for the book on one page.
    const walls = document.createElement('div');
    walls.className = 'content'; // Words stand here as they do in the text.
    walls.setAttribute('aria-hidden', 'true');
    walls.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 100vw; height: 100vh; '
        + 'contain: strict; visibility: hidden; pointer-events: none; z-index: -1';
    const room = document.createElement('pre');
    room.className = 'mermaid';
    room.dataset.processed = 'true';
    walls.append(room);
    document.body.append(walls);
    let serial = 0;

    async function drawing(diagram) {
        serial += 1;
        const { svg } = await window.mermaid.render(`lm-diagram-${serial}`, texts.get(diagram), room);
        return svg;
    }

    // A diagram that is folded away has no size to be drawn in; it waits.
    const canBeDrawn = diagram => diagram.getClientRects().length > 0;

    async function draw() {
        window.mermaid.initialize(settings());
        for (const diagram of all.filter(canBeDrawn)) {
            if (diagram.dataset.processed) {
                continue;
            }
            try {
                diagram.innerHTML = await drawing(diagram);
                diagram.dataset.processed = 'true';
                readable(diagram);
            } catch (error) {
                room.replaceChildren();
                diagram.textContent = texts.get(diagram);
                diagram.removeAttribute('data-processed');
                console.error('a diagram could not be drawn:', error?.message ?? error);
            }
            diagram.classList.remove('lm-waiting');
        }
    }

    // One drawing at a time, since Mermaid has one set of colours.
    let turn = Promise.resolve();
    const drawInTurn = () => {
        turn = turn.then(draw);
    };

    function forget() {
        all.forEach(diagram => {
            diagram.textContent = texts.get(diagram);
            diagram.removeAttribute('data-processed');
        });
    }

    function begin() {
        // Mermaid measures its labels, so the font must be there.
        const font = document.fonts?.load('17px Literata') ?? Promise.resolve();
        turn = font.catch(() => {});
        drawInTurn();

        let theme = colour('--bg');
        new MutationObserver(() => {
            if (colour('--bg') === theme) {
                return;
            }
            theme = colour('--bg');
            turn = turn.then(forget);
            drawInTurn();
        }).observe(document.documentElement, { attributeFilter: ['class'] });
        document.addEventListener('toggle', drawInTurn, { capture: true });
    }

    const script = document.createElement('script');
    script.src = source.href;
    script.onload = begin;
    script.onerror = () => all.forEach(diagram => diagram.classList.remove('lm-waiting'));
    document.head.append(script);
})();
