(function () {
    "use strict";
    var root = document.documentElement;
    root.classList.add("js");
    var list = document.querySelector(".list");
    var rows = Array.prototype.slice.call(document.querySelectorAll(".rows li"));
    var articles = document.querySelectorAll("article");
    var filters = document.querySelector(".filters");
    var buttons = Array.prototype.slice.call(filters.querySelectorAll("button"));
    var search = filters.querySelector("input");
    var texts = null;
    var selected = -1;

    function select(index, scroll) {
        if (index < 0 || index >= rows.length)
            return;
        if (selected >= 0) {
            rows[selected].classList.remove("selected");
            rows[selected].firstChild.removeAttribute("aria-current");
            articles[selected].classList.remove("selected");
        }
        selected = index;
        rows[index].classList.add("selected");
        rows[index].firstChild.setAttribute("aria-current", "true");
        articles[index].classList.add("selected");
        articles[index].parentNode.scrollTop = 0;
        if (scroll)
            rows[index].scrollIntoView({ block: "nearest" });
    }

    function fromAddress() {
        var match = /^#m(\d+)$/.exec(location.hash);
        return match ? Number(match[1]) - 1 : -1;
    }

    function step(by) {
        var index = selected + by;
        while (index >= 0 && index < rows.length && rows[index].hidden)
            index += by;
        if (index >= 0 && index < rows.length) {
            history.replaceState(null, "", "#m" + (index + 1));
            select(index, true);
        }
    }

    function filter() {
        var groups = buttons.filter(function (button) {
            return button.getAttribute("aria-pressed") === "true";
        }).map(function (button) { return button.dataset.group; });
        var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
        if (words.length && !texts) {
            texts = rows.map(function (row, i) {
                return (row.textContent + " " + articles[i].textContent).toLowerCase();
            });
        }
        var shown = 0;
        var first = -1;
        rows.forEach(function (row, i) {
            var fits = (!groups.length || groups.indexOf(row.dataset.group) >= 0)
                && words.every(function (word) { return texts[i].indexOf(word) >= 0; });
            row.hidden = !fits;
            if (fits) {
                ++shown;
                if (first < 0)
                    first = i;
            }
        });
        filters.classList.toggle("some", groups.length > 0);
        list.classList.toggle("empty", shown === 0);
        if (first >= 0 && rows[selected] && rows[selected].hidden)
            select(first, false);
    }

    buttons.forEach(function (button) {
        button.addEventListener("click", function () {
            var pressed = button.getAttribute("aria-pressed") === "true";
            button.setAttribute("aria-pressed", String(!pressed));
            filter();
        });
    });
    search.addEventListener("input", filter);
    window.addEventListener("hashchange", function () { select(fromAddress(), true); });
    document.addEventListener("keydown", function (event) {
        var typing = event.target === search;
        if (event.altKey || event.ctrlKey || event.metaKey)
            return;
        if (event.key === "ArrowDown" || (!typing && event.key === "j"))
            step(1);
        else if (event.key === "ArrowUp" || (!typing && event.key === "k"))
            step(-1);
        else if (!typing && event.key === "/")
            search.focus();
        else if (typing && event.key === "Escape") {
            search.value = "";
            filter();
            search.blur();
        } else
            return;
        event.preventDefault();
    });

    // The first thing to read is the first rollback that does not bring everything back.
    var start = fromAddress();
    if (start < 0)
        start = rows.findIndex(function (row) { return /-(bad|caution)$/.test(row.dataset.group); });
    select(start < 0 ? 0 : start, start > 0);
}());
