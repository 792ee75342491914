// Runs before the page is painted, so that the writer never sees another look than their own for a moment. It must be
// a file of its own, because the page may not have code in it. `src/preferences/web-look.ts` keeps what it reads.
// It also has the files of the page at this address loaded at once; `scripts/preload-parts.ts` names them.
(function () {
  var look = {};
  try {
    look = JSON.parse(localStorage.getItem('fireside.look')) || {};
  } catch {
    // Nothing was kept, or the browser refuses its storage.
  }
  var root = document.documentElement;
  for (var name of ['theme', 'textSize', 'motion']) {
    if (typeof look[name] === 'string') root.dataset[name] = look[name];
  }
  var grounds = { light: '#edf0ec', dark: '#0f1412' };
  if (grounds[look.theme]) {
    for (var meta of document.querySelectorAll('meta[name=theme-color]')) {
      meta.content = grounds[look.theme];
    }
  }
  var languages = [look.language].concat(navigator.languages || []);
  for (var language of languages) {
    var tag = String(language).slice(0, 2);
    if (tag === 'en' || tag === 'de') {
      root.lang = tag;
      break;
    }
  }
  var script = document.currentScript;
  var parts = JSON.parse((script && script.dataset.parts) || '{}');
  for (var path of Object.keys(parts)) {
    if (!new RegExp('^' + path.replace(/:[^/]+/g, '(?!new$)[^/]+') + '$').test(location.pathname))
      continue;
    for (var file of parts[path]) {
      // As the app itself, after the styles of the shell.
      load(file, file.endsWith('.css') ? 'preload' : 'modulepreload', 'low');
    }
  }
  // The worker keeps the fonts, so that they cost no way to the server. Else `src/start/web-fonts.ts` loads them later.
  if (navigator.serviceWorker && navigator.serviceWorker.controller) {
    for (var font of JSON.parse((script && script.dataset.fonts) || '[]')) {
      load(font, font.endsWith('.css') ? 'stylesheet' : 'preload', 'auto');
    }
  }
  function load(href, rel, priority) {
    var link = document.createElement('link');
    link.rel = rel;
    if (rel === 'preload') link.as = href.endsWith('.css') ? 'style' : 'font';
    // Before the address, with which the browser begins to load.
    link.fetchPriority = priority;
    link.crossOrigin = '';
    link.href = href;
    document.head.append(link);
  }
})();
