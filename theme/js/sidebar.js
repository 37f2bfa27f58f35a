// The switch of the sidebar is a label, which the keyboard doesn't reach and which
// may not say whether the sidebar is open. This makes it the button that it looks like.

'use strict';

(function sidebar() {
    const button = document.getElementById('mdbook-sidebar-toggle');
    if (!button) {
        return;
    }
    button.setAttribute('role', 'button');
    button.tabIndex = 0;
    button.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            button.click();
        }
    });
})();
