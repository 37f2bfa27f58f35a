(() => {
  let source = null;
  let banner = null;
  const show = (text) => {
    if (banner) { banner.remove(); banner = null; }
    if (!text) return;
    banner = document.createElement("div");
    banner.setAttribute("role", "alert");
    banner.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:10000;max-height:50vh;overflow:auto;" +
      "padding:1rem 1.25rem;background:#3a1111;color:#ffe9e4;border-top:4px solid #ff7a5c;font:14px/1.5 monospace";
    const title = document.createElement("strong");
    title.textContent = "The book can't be built; this is the last good page.";
    const list = document.createElement("pre");
    list.style.cssText = "margin:.5rem 0 0;white-space:pre-wrap;background:none;color:inherit;font:inherit";
    list.textContent = text;
    banner.append(title, list);
    document.body.append(banner);
  };
  const listen = () => {
    source = new EventSource("/__livereload");
    source.addEventListener("build", (event) => { if (event.data !== "BUILD") location.reload(); });
    source.addEventListener("problem", (event) => show(event.data));
  };
  // A browser keeps few connections to one host: a hidden page gives its own back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { source?.close(); source = null; } else if (!source) { listen(); }
  });
  addEventListener("pagehide", () => { source?.close(); source = null; });
  addEventListener("pageshow", () => { if (!source && !document.hidden) listen(); });
  if (!document.hidden) listen();
})();
