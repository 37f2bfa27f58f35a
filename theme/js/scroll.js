// Whoever has no mouse can scroll what scrolls inside the page: wide code, wide
// tables, large diagrams.
//
// Such a box takes the focus while something in it is out of sight, and then the
// arrow keys belong to it; mdBook would turn the page.

'use strict';

(function scroll() {
    const BOXES = ['pre > code', 'pre > samp', '.table-wrapper', '.lm-diagram', '.lm-lines', '.lm-numbers-of-figure'];
    const boxes = document.querySelectorAll(BOXES.map(box => `main ${box}`).join());
    const overflows = box => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;

    // All boxes are measured before one is changed: in the book on one page, a change
    // between two measurements would cost a layout for each box.
    function mark(some) {
        some.filter(box => box.clientWidth > 0) // Folded away, the keyboard doesn't meet it.
            .map(box => [box, overflows(box)])
            .forEach(([box, scrolls]) => {
                if (scrolls) {
                    box.tabIndex = 0;
                } else if (box !== document.activeElement) {
                    box.removeAttribute('tabindex');
                }
            });
    }

    const sizes = new ResizeObserver(changes => {
        mark(Array.from(new Set(changes.map(({ target }) => target.closest(BOXES.join())))));
    });
    boxes.forEach(box => {
        sizes.observe(box);
        // A diagram is drawn into its box, and may grow without it.
        if (box.firstElementChild && box.localName !== 'code') {
            sizes.observe(box.firstElementChild);
        }
    });

    document.addEventListener('keydown', event => {
        const box = event.target;
        const sideways = ['ArrowLeft', 'ArrowRight'].includes(event.key);
        if (sideways && box.matches?.(BOXES.join()) && box.scrollWidth > box.clientWidth) {
            event.stopPropagation();
        }
    }, { capture: true });
})();
