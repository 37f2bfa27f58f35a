// Starts a deck: colours of code, diagrams of the slide in view, versions of Python, the pace.

'use strict';

(function deck() {
    const reveal = document.querySelector('.reveal');
    const root = document.documentElement;

    // Code, in the colours of the page.
    document.querySelectorAll('pre > code').forEach(code => {
        if (code.classList.contains('language-text')) {
            code.classList.add('hljs');
        } else {
            hljs.highlightBlock(code);
        }
    });

    // A browser that prints without a window shows no frames, and reveal.js waits for some before
    // it lays out its pages.
    if (/[?&]view=print/.test(location.search)) {
        window.requestAnimationFrame = then => setTimeout(() => then(performance.now()), 16);
    }

    // Keys of our own. V is the next version of Python; reveal.js has it for a pause, as B.
    const keyboard = {
        68: () => window.lmSwitchColours(),
        86: () => nextVersion(),
        69: () => nextDeck(),
    };

    Reveal.initialize({
        width: 1280,
        height: 720,
        margin: 0,
        minScale: 0.1,
        maxScale: 6,
        center: false,
        display: 'flex',
        hash: true,
        controls: true,
        controlsTutorial: false,
        controlsLayout: 'bottom-right',
        progress: true,
        slideNumber: 'c/t',
        transition: 'none',
        backgroundTransition: 'none',
        defaultTiming: 0,
        pdfSeparateFragments: false,
        pdfMaxPagesPerSlide: 1,
        scrollActivationWidth: null,
        keyboard,
        plugins: [RevealNotes],
    });
    Reveal.registerKeyboardShortcut('D', 'Dark or light');
    Reveal.registerKeyboardShortcut('V', 'Another version of Python, where versions differ');
    Reveal.registerKeyboardShortcut('E', 'The next deck');

    function nextDeck() {
        if (reveal.dataset.next) {
            location.href = reveal.dataset.next;
        }
    }

    // One choice of version for all decks and all pages of the book.
    const VERSION = 'living-memory-python';
    const strips = Array.from(document.querySelectorAll('.lm-strip'));

    function buttonFor(strip, choice) {
        const buttons = Array.from(strip.querySelectorAll('input'));
        return buttons.find(button => button.value === choice.version)
            || buttons.findLast(button => button.dataset.minor === choice.minor);
    }

    function choose(choice) {
        strips.map(strip => buttonFor(strip, choice)).filter(Boolean).forEach(button => {
            button.checked = true;
        });
    }

    function follow() {
        try {
            const choice = JSON.parse(localStorage.getItem(VERSION));
            if (choice && typeof choice.minor === 'string') {
                choose(choice);
            }
        } catch {
            // Nothing is remembered, or nothing can be.
        }
    }

    function chosen(button) {
        const choice = { version: button.value, minor: button.dataset.minor };
        choose(choice);
        try {
            localStorage.setItem(VERSION, JSON.stringify(choice));
        } catch {
            // It lasts as long as the page.
        }
    }

    // The next version that prints another text, in the strip that is in view.
    function nextVersion() {
        const strip = Reveal.getCurrentSlide()?.querySelector('.lm-strip');
        if (!strip) {
            return;
        }
        const buttons = Array.from(strip.querySelectorAll('input'));
        const now = buttons.findIndex(button => button.checked);
        const after = [...buttons.slice(now + 1), ...buttons.slice(0, now + 1)];
        const other = after.find(button => button.dataset.out !== buttons[now]?.dataset.out);
        if (other) {
            other.checked = true;
            chosen(other);
        }
    }

    reveal.addEventListener('change', event => {
        const button = event.target;
        if (button instanceof HTMLInputElement && button.closest('.lm-strip')) {
            chosen(button);
        }
    });
    // A button that was clicked must not keep the keys that turn the slides.
    reveal.addEventListener('click', event => {
        if (event.detail > 0 && event.target instanceof HTMLInputElement) {
            event.target.blur();
        }
    });
    // On the keyboard: arrows choose, and Escape or Enter gives the keys back.
    reveal.addEventListener('keydown', event => {
        const inStrip = event.target instanceof HTMLInputElement;
        if (inStrip && ['Escape', 'Enter', 'PageDown', 'PageUp'].includes(event.key)) {
            event.target.blur();
            if (event.key === 'Escape' || event.key === 'Enter') {
                event.stopPropagation();
                event.preventDefault();
            }
        }
    });
    window.addEventListener('storage', event => {
        if (event.key === VERSION) {
            follow();
        }
    });
    follow();
    // On paper a strip would show every output; a slide has room for one.
    if (/[?&]view=print/.test(location.search)) {
        strips.forEach(strip => {
            const out = strip.querySelector('input:checked')?.dataset.out;
            strip.parentElement.querySelectorAll('.lm-output').forEach(output => {
                output.style.display = output.dataset.out === out ? 'block' : 'none';
            });
        });
    }

    // Diagrams. One that isn't in view has no size, so each is drawn when its slide comes, and
    // beside the slide, since the slide is scaled and Mermaid measures its words.
    const SIZE = 24;
    const SMALLEST = 20;
    const WRAP = 340;
    const NARROW = 180;
    const texts = new Map(Array.from(document.querySelectorAll('pre.mermaid'))
        .map(diagram => [diagram, diagram.textContent]));
    let serial = 0;
    let mermaid = null;
    let turn = Promise.resolve();

    function colour(name) {
        const value = getComputedStyle(root).getPropertyValue(name).trim();
        const pen = document.createElement('canvas').getContext('2d');
        pen.fillStyle = value;
        pen.fillRect(0, 0, 1, 1);
        const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
        return `rgb(${red}, ${green}, ${blue})`;
    }

    function settings(wrap, groups) {
        const [paper, ink, sheet, well, rule, accent] =
            ['--bg', '--fg', '--lm-sheet', '--lm-well', '--lm-muted', '--lm-accent'].map(colour);
        return {
            startOnLoad: false,
            securityLevel: 'strict',
            suppressErrorRendering: true,
            theme: 'base',
            fontFamily: 'Literata, Georgia, serif',
            flowchart: {
                curve: 'basis',
                padding: 12,
                nodeSpacing: 34,
                rankSpacing: 46,
                wrappingWidth: wrap,
                // The title of a group stays clear of the first box in it. Without groups there is
                // no such margin: it would push the words beside the arrows down.
                subGraphTitleMargin: groups ? { top: 4, bottom: 12 } : { top: 0, bottom: 0 },
            },
            sequence: { actorFontSize: SIZE, messageFontSize: SIZE, noteFontSize: SIZE },
            themeVariables: {
                darkMode: root.classList.contains('navy'),
                fontSize: `${SIZE}px`,
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

    function load() {
        mermaid ??= new Promise((loaded, failed) => {
            const script = document.createElement('script');
            script.src = reveal.dataset.mermaid;
            script.onload = () => loaded(window.mermaid);
            script.onerror = () => failed(new Error(`${script.src} can't be loaded`));
            document.head.append(script);
        });
        return mermaid;
    }

    // Mermaid measures its words, so they stand as they will on the slide.
    const room = document.createElement('div');
    room.className = 'lm-drawing-room';
    room.setAttribute('aria-hidden', 'true');
    document.body.append(room);

    // The writer's own layout, and, for a flowchart, others that may be larger on the slide: with
    // narrower boxes, and turned by a quarter.
    function* layouts(source) {
        yield [source, WRAP];
        const turned = source.replace(/^(\s*(?:flowchart|graph)\s+)(LR|RL|TD|TB|BT)\b/m,
            (whole, start, way) => start + (way === 'LR' || way === 'RL' ? 'TB' : 'LR'));
        if (turned !== source) {
            yield [turned, WRAP];
            yield [source, NARROW];
            yield [turned, NARROW];
        }
    }

    async function drawing(tool, source) {
        serial += 1;
        const { svg } = await tool.render(`lm-diagram-${serial}`, source, room);
        const box = document.createElement('div');
        box.innerHTML = svg;
        const drawn = box.firstElementChild;
        const [, , width, height] = drawn.getAttribute('viewBox').split(/\s+/).map(Number);
        return { drawn, width, height };
    }

    async function draw(diagram) {
        if (diagram.dataset.processed) {
            return;
        }
        const tool = await load();
        const place = diagram.parentElement;
        let best = null;
        for (const [source, wrap] of layouts(texts.get(diagram))) {
            tool.initialize(settings(wrap, /^\s*subgraph\b/m.test(source)));
            const one = await drawing(tool, source);
            one.scale = Math.min(place.offsetWidth / one.width, place.offsetHeight / one.height);
            if (!best || one.scale > best.scale * 1.1) {
                best = one;
            }
            if (best.scale >= 1) {
                break;
            }
        }
        const scale = Math.min(best.scale, 1.35);
        best.drawn.removeAttribute('style');
        best.drawn.setAttribute('width', Math.floor(best.width * scale));
        best.drawn.setAttribute('height', Math.floor(best.height * scale));
        diagram.replaceChildren(best.drawn);
        diagram.dataset.processed = 'true';
        if (SIZE * scale < SMALLEST) {
            const at = diagram.closest('[data-source]').dataset.source;
            console.error(`${at}: the words of this diagram are ${Math.floor(SIZE * scale)} pixels `
                + `high on the slide, and ${SMALLEST} is the least: give it less to show, or leave `
                + 'it out with <!-- not on the slide -->');
        }
    }

    function drawAll(diagrams) {
        turn = turn.then(async () => {
            await document.fonts?.load(`${SIZE}px Literata`).catch(() => {});
            for (const diagram of diagrams) {
                try {
                    await draw(diagram);
                } catch (error) {
                    console.error('a diagram could not be drawn', error);
                }
            }
        });
        return turn;
    }

    function drawVisible() {
        const slide = Reveal.getCurrentSlide();
        drawAll(Reveal.isPrintView()
            ? Array.from(texts.keys())
            : Array.from(slide?.querySelectorAll('pre.mermaid') ?? []));
    }

    if (texts.size > 0) {
        Reveal.on('ready', drawVisible);
        Reveal.on('slidechanged', drawVisible);
        Reveal.on('pdf-ready', drawVisible);
        let theme = root.classList.contains('navy');
        new MutationObserver(() => {
            if (root.classList.contains('navy') === theme) {
                return;
            }
            theme = !theme;
            turn = turn.then(() => texts.forEach((text, diagram) => {
                diagram.textContent = text;
                delete diagram.dataset.processed;
            }));
            drawVisible();
        }).observe(root, { attributeFilter: ['class'] });
    }

    // The pace: planned time against elapsed, in the speaker's window. It says each second that it
    // is there, and its own clock is read, so that a click on that clock counts here as well.
    const planned = Array.from(document.querySelectorAll('.slides > section'))
        .map(slide => Number(slide.dataset.timing) || 0);
    const whole = planned.reduce((sum, seconds) => sum + seconds, 0);
    const clock = seconds => {
        const minutes = Math.floor(Math.abs(seconds) / 60);
        return `${minutes}:${String(Math.floor(Math.abs(seconds)) % 60).padStart(2, '0')}`;
    };

    const PACE_STYLE = `
        .lm-pace { margin: 12px 0 16px; font: 17px/1.4 Helvetica, Arial, sans-serif; }
        .lm-pace-track { position: relative; height: 22px; border-radius: 4px; background: #dcdcdc; overflow: hidden; }
        .lm-pace-now { position: absolute; inset: 0 auto 0 0; background: #b5d3c8; }
        .lm-pace-elapsed { position: absolute; inset: 7px auto 7px 0; background: #1d5c4d; }
        .lm-pace-late .lm-pace-elapsed { background: #a12c22; }
        .lm-pace-edge { position: absolute; inset-block: 0; width: 1px; background: #777; }
        .lm-pace p { margin: 6px 0 0; }
        .lm-time { color: #444; }
        .speaker-controls-notes .value p { margin: 0 0 0.7em; line-height: 1.45; }
    `;

    function paceBar(page) {
        let bar = page.querySelector('.lm-pace');
        if (bar) {
            return bar;
        }
        const before = page.querySelector('.speaker-controls-notes');
        if (!before) {
            return null;
        }
        const style = page.createElement('style');
        style.textContent = PACE_STYLE;
        page.head.append(style);
        bar = page.createElement('div');
        bar.className = 'lm-pace';
        bar.innerHTML = '<div class="lm-pace-track" role="img"><div class="lm-pace-now"></div>'
            + '<div class="lm-pace-elapsed"></div></div><p></p>';
        let sum = 0;
        planned.slice(0, -1).forEach(seconds => {
            sum += seconds;
            if (sum > 0) {
                const edge = page.createElement('div');
                edge.className = 'lm-pace-edge';
                edge.style.left = `${100 * sum / whole}%`;
                bar.firstElementChild.append(edge);
            }
        });
        before.before(bar);
        return bar;
    }

    function elapsed(page) {
        const part = name => parseInt(
            page.querySelector(`.timer .${name}-value`)?.textContent.replace(':', '') ?? '', 10) || 0;
        return part('hours') * 3600 + part('minutes') * 60 + part('seconds');
    }

    function showPace(page) {
        const bar = whole > 0 ? paceBar(page) : null;
        if (!bar) {
            return;
        }
        const slide = Reveal.getState().indexh;
        const start = planned.slice(0, slide).reduce((sum, seconds) => sum + seconds, 0);
        const end = start + planned[slide];
        const now = elapsed(page);
        const share = seconds => `${Math.min(100, 100 * seconds / whole)}%`;
        const marked = bar.querySelector('.lm-pace-now');
        marked.style.left = share(start);
        marked.style.width = share(end - start);
        bar.querySelector('.lm-pace-elapsed').style.width = share(now);
        bar.classList.toggle('lm-pace-late', now > end);
        let pace = 'on time';
        if (now > end) {
            pace = `${clock(now - end)} behind`;
        } else if (now < start) {
            pace = `${clock(start - now)} ahead`;
        }
        const text = `${clock(now)} elapsed; this slide is planned from ${clock(start)} to ${clock(end)} of ${clock(whole)}: ${pace}`;
        bar.querySelector('p').textContent = text;
        bar.firstElementChild.setAttribute('aria-label', text);
    }

    window.addEventListener('message', event => {
        try {
            const message = JSON.parse(event.data);
            if (message?.namespace === 'reveal-notes' && message.type === 'heartbeat') {
                showPace(event.source.document);
            }
        } catch {
            // Somebody else's message.
        }
    });
})();
