// What the checks ask a page of the book. Nothing here changes how the page
// behaves; keys and clicks come from the browser itself.

'use strict';

globalThis.look = (() => {
    const main = document.querySelector('main') ?? document.body;
    const all = (selector, within = main) => Array.from(within.querySelectorAll(selector));
    const folds = () => all('details');
    const strips = () => all('.lm-strip').filter(strip => strip.getClientRects().length > 0);
    const shown = element => element.getClientRects().length > 0;

    // A line that a person can find the element by.
    function name(element) {
        const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 60);
        return `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${text}`;
    }

    // What may be wider than its box, and scrolls in it.
    const BOXES = 'pre > code, pre > samp, .table-wrapper, .lm-diagram, .lm-lines, .lm-numbers-of-figure';

    // The innermost elements that stick out of a box at its right, and in no box of their own.
    function sticking(box) {
        const edge = box === document.documentElement ? innerWidth : box.getBoundingClientRect().right;
        const wide = all('*', box).filter(element => {
            const { right, width } = element.getBoundingClientRect();
            return width > 0 && right > edge + 1 && !element.parentElement.closest(BOXES);
        });
        return wide.filter(element => !wide.some(other => other !== element && element.contains(other)))
            .slice(0, 4).map(name).join('; ') || 'something without a box';
    }

    // What makes the page, or a part of it, wider than it may be: mdBook's own frames
    // scroll too, so that the document alone would never tell.
    function overflow() {
        const found = [];
        for (const box of [document.documentElement, ...all('*', document.documentElement)]) {
            if (box.clientWidth <= 1 || box.scrollWidth <= box.clientWidth + 1 || box.matches(BOXES)) {
                continue;
            }
            const { overflowX, display } = getComputedStyle(box);
            if (box === document.documentElement || ['auto', 'scroll'].includes(overflowX)) {
                found.push(`${box.scrollWidth} px in ${box.clientWidth}: ${name(box).slice(0, 60)}: by ${sticking(box)}`);
            } else if (['hidden', 'clip'].includes(overflowX) && main.contains(box) && display !== 'inline') {
                found.push(`cut off at ${box.clientWidth} of ${box.scrollWidth} px: ${name(box)}`);
            }
        }
        return found;
    }

    // What a strip shows: the version chosen, the outputs that can be seen, and all there are.
    function strip(index) {
        const run = strips()[index].closest('.lm-differs');
        const number = element => element.dataset.out;
        const outputs = Array.from(run.querySelectorAll(':scope > .lm-output'));
        const button = run.querySelector('input:checked');
        return {
            version: button?.value ?? null,
            chosen: button?.dataset.out ?? null,
            seen: outputs.filter(shown).map(number),
            outputs: outputs.map(number),
            cells: run.querySelectorAll('input').length,
            together: run.classList.contains('lm-all'),
        };
    }

    return {
        overflow,
        strip,
        folds: () => folds().length,
        strips: () => strips().length,
        isOpen: index => folds()[index].open,
        setFolds(open) {
            folds().forEach(fold => {
                fold.open = open;
            });
        },
        // Puts the keyboard's focus on the question, as the tabulator key would.
        focusFold(index) {
            const question = folds()[index].querySelector(':scope > summary');
            question.focus();
            return document.activeElement === question && question.tabIndex >= 0;
        },
        focusStrip(index) {
            const button = strips()[index].querySelector('input:checked');
            button?.focus();
            return button !== null && document.activeElement === button;
        },
        // Marks the cell to be clicked: the last one with an output that isn't shown.
        markCell(index) {
            const { chosen } = strip(index);
            all('[data-look]').forEach(cell => cell.removeAttribute('data-look'));
            const cell = all('label.lm-cell', strips()[index]).findLast(cell => cell.dataset.out !== chosen);
            cell?.setAttribute('data-look', '');
            return cell?.dataset.out ?? null;
        },
        // Puts the focus on the first box that is wider than what it shows.
        focusWide() {
            const box = all(BOXES).find(box => box.clientWidth > 0 && box.scrollWidth > box.clientWidth
                && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX));
            box?.focus();
            return box !== undefined;
        },
        scrolled: () => document.activeElement.scrollLeft > 0,
        theme: () => ({
            classes: document.documentElement.className,
            paper: getComputedStyle(document.documentElement).backgroundColor
                + getComputedStyle(document.body).backgroundColor
                + getComputedStyle(document.documentElement).getPropertyValue('--bg'),
        }),
        // Where the arrow keys should lead, as mdBook's own links say.
        way: direction => document.querySelector(`.nav-chapters.${direction}`)?.href ?? null,
    };
})();
