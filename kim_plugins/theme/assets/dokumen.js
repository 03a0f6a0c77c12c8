/* What scripts that were written for Material wait for: a page is loaded once here. */
(function () {
  "use strict";
  function observable(value) {
    return {
      subscribe: function (act) {
        if (document.readyState !== "loading") act(value);
        else document.addEventListener("DOMContentLoaded", function () { act(value); });
        return { unsubscribe: function () {} };
      }
    };
  }
  window.document$ = observable(document);
  window.location$ = observable(location);
})();
