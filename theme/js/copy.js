// The copy button copies the whole program, with the lines that the page hides.
//
// mdBook's own button copies what is visible. This listener is asked first, at
// the top of the document, and keeps the click to itself.

'use strict';

(function copy() {
    const NOTICE_MS = 2500;

    function program(pre) {
        const text = pre.querySelector('code').textContent;
        return text.endsWith('\n') ? text : text + '\n';
    }

    // For pages opened from a disk, or over plain HTTP, where there is no
    // `navigator.clipboard`.
    function copyBySelection(text) {
        const field = document.createElement('textarea');
        field.value = text;
        field.setAttribute('readonly', '');
        field.style.cssText = 'position: fixed; inset: 0 auto auto 0; opacity: 0';
        const focused = document.activeElement;
        document.body.append(field);
        field.select();
        const done = document.execCommand('copy');
        field.remove();
        focused?.focus();
        if (!done) {
            throw new Error('the browser refused to copy');
        }
    }

    async function write(text) {
        if (navigator.clipboard?.writeText) {
            try {
                await navigator.clipboard.writeText(text);
                return;
            } catch {
                // Not allowed here; the older way may be.
            }
        }
        copyBySelection(text);
    }

    function say(button, text) {
        const tip = button.querySelector('.tooltiptext');
        tip.setAttribute('role', 'status');
        tip.textContent = text;
        button.classList.add('tooltipped');
        clearTimeout(button.lmHiding);
        button.lmHiding = setTimeout(() => {
            tip.textContent = '';
            button.classList.remove('tooltipped');
        }, NOTICE_MS);
    }

    function report(pre) {
        const hidden = pre.querySelectorAll('.hide-boring .boring').length;
        if (hidden === 0) {
            return 'Copied';
        }
        return hidden === 1 ? 'Copied, with 1 hidden line' : `Copied, with ${hidden} hidden lines`;
    }

    document.addEventListener('click', event => {
        const button = event.target.closest?.('.clip-button');
        if (!button) {
            return;
        }
        event.stopImmediatePropagation();
        event.preventDefault();
        const pre = button.closest('pre');
        write(program(pre)).then(
            () => say(button, report(pre)),
            () => say(button, 'Copying failed: select the text instead')
        );
    }, { capture: true });

    document.querySelectorAll('.clip-button').forEach(button => {
        button.title = 'Copy the whole program';
        button.setAttribute('aria-label', button.title);
    });
})();
