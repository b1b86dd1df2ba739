// Menus are <details> and work without this script. It closes an open one on Escape,
// on a click outside it, and when focus leaves it.
const menus = 'details.fd-menu[open], details.fd-phone-menu[open]';

function closeOthers(inside) {
  for (const menu of document.querySelectorAll(menus)) {
    if (!menu.contains(inside)) menu.open = false;
  }
}

document.addEventListener('click', (event) => closeOthers(event.target));
document.addEventListener('focusin', (event) => closeOthers(event.target));
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && event.target.closest(menus);
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
