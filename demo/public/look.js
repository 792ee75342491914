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
      var link = document.createElement('link');
      link.rel = file.endsWith('.css') ? 'preload' : 'modulepreload';
      if (link.rel === 'preload') link.as = 'style';
      link.crossOrigin = '';
      link.href = file;
      document.head.append(link);
    }
  }
})();
