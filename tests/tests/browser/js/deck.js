// What the checks ask a deck of slides about the slide in view.

'use strict';

globalThis.look = (() => {
    const SMALLEST = 20;
    const visible = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

    // Words for screen readers have a box of a pixel, or none.
    const unseen = element => {
        for (let box = element; box && box !== document.body; box = box.parentElement) {
            const { width, height } = box.getBoundingClientRect();
            if (box.offsetWidth !== undefined && (width <= 1 || height <= 1) && getComputedStyle(box).display !== 'contents') {
                return true;
            }
        }
        return false;
    };

    function where() {
        const slide = Reveal.getCurrentSlide();
        const title = slide.querySelector('h1, h2')?.textContent.trim() ?? '';
        return `slide ${Reveal.getSlidePastCount(slide) + 1} "${title}"${slide.dataset.source ? ` (${slide.dataset.source})` : ''}`;
    }

    // Each piece of text that can be seen now, with its element.
    function* texts() {
        const walker = document.createTreeWalker(document.querySelector('.reveal'), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode;
            const element = text.parentElement;
            if (text.data.trim() && !element.closest('style, script, title, desc') && visible(element) && !unseen(element)) {
                yield [text, element];
            }
        }
    }

    // By how much the element is drawn larger than its style says.
    function scale(element) {
        const drawn = element.closest('foreignObject') ?? element.closest('svg *, svg');
        if (drawn) {
            const { a, b } = drawn.getScreenCTM();
            return Math.hypot(a, b);
        }
        const box = element.closest('section') ?? element.closest('.reveal');
        return box.getBoundingClientRect().width / box.offsetWidth;
    }

    const quote = text => JSON.stringify(text.trim().replace(/\s+/g, ' ').slice(0, 50));

    function overflow() {
        const found = [];
        const outside = box => box.width > 0 && (box.left < -1 || box.top < -1
            || box.right > innerWidth + 1 || box.bottom > innerHeight + 1);
        for (const [text] of texts()) {
            const range = document.createRange();
            range.selectNodeContents(text);
            if (Array.from(range.getClientRects()).some(outside)) {
                found.push(`${where()}: text outside the slide: ${quote(text.data)}`);
            }
        }
        for (const element of Reveal.getCurrentSlide().querySelectorAll('*')) {
            if (!visible(element) || unseen(element)) {
                continue;
            }
            if (['svg', 'img'].includes(element.localName) && outside(element.getBoundingClientRect())) {
                found.push(`${where()}: a picture outside the slide`);
            }
            const style = getComputedStyle(element);
            const cut = (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
                || (style.overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1);
            // One pixel wide is text for a screen reader, which isn't meant to be seen.
            if (cut && element.clientWidth > 1) {
                found.push(`${where()}: cut off: ${element.scrollWidth}×${element.scrollHeight} in `
                    + `${element.clientWidth}×${element.clientHeight}: <${element.localName}> ${quote(element.textContent)}`);
            }
        }
        const slide = Reveal.getCurrentSlide();
        if (slide.scrollHeight > slide.clientHeight + 1 || slide.scrollWidth > slide.clientWidth + 1) {
            found.push(`${where()}: its content is ${slide.scrollWidth}×${slide.scrollHeight} `
                + `and the slide is ${slide.clientWidth}×${slide.clientHeight}`);
        }
        return found;
    }

    function small() {
        const found = [];
        for (const [text, element] of texts()) {
            const size = parseFloat(getComputedStyle(element).fontSize) * scale(element);
            if (size < SMALLEST - 0.05) {
                found.push(`${where()}: ${size.toFixed(1)} px, and ${SMALLEST} is the least: ${quote(text.data)}`);
            }
        }
        return found;
    }

    function state() {
        const slide = Reveal.getCurrentSlide();
        const { h, v } = Reveal.getIndices();
        const fragments = Array.from(slide.querySelectorAll('.fragment'));
        return {
            place: `${h}/${v}`,
            number: Reveal.getSlidePastCount(slide),
            revealed: fragments.filter(fragment => fragment.classList.contains('visible')).length,
            fragments: fragments.length,
            seen: fragments.filter(visible).length,
            outputs: new Set(Array.from(slide.querySelectorAll('.lm-strip input'), button => button.dataset.out)).size,
            words: slide.querySelector('aside.notes')?.textContent.trim().replace(/\s+/g, ' ') ?? '',
        };
    }

    return {
        overflow,
        small,
        state,
        where,
        slides: () => Reveal.getTotalSlides(),
        // Whether the diagrams of the slide are drawn, and the picture is painted.
        rest: async () => {
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            return Array.from(Reveal.getCurrentSlide().querySelectorAll('pre.mermaid'))
                .every(diagram => diagram.dataset.processed);
        },
        output: () => Array.from(Reveal.getCurrentSlide().querySelectorAll('.lm-output'))
            .filter(visible).map(output => output.dataset.out).join(),
        isDark: () => document.documentElement.classList.contains('navy'),
    };
})();
