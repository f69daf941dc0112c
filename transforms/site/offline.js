// Modules do not load from a folder (file:), so this script says there why search does not work.
if (location.protocol === "file:") {
  document.addEventListener("DOMContentLoaded", () => {
    const status = document.getElementById("status");
    status.textContent = status.dataset.offline;
    document.querySelector("main form").hidden = true;
  });
}
