"""The demonstration's report in a real browser: every cite leads to the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, sync_playwright

from probandum import api
from probandum.model.statement import Lane
from probandum.workflow.demonstrating import demonstrate
from probandum.workflow.surroundings import system_surroundings

pytestmark = pytest.mark.needs("chromium")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MOST_TABS = 400
PRESSED = 40


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "demo"
    demonstrate(folder, surroundings=system_surroundings(), tell=lambda words: None)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from devtools import programs

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=programs.find("chromium"), args=list(ARGUMENTS)
        )
        yield started
        started.close()


@pytest.fixture(params=["with scripts", "without scripts"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    made = browser.new_context(java_script_enabled=request.param == "with scripts")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, demonstration: Path) -> Iterator[Page]:
    """The report, opened; afterwards nothing may have been asked for or complained of."""
    asked, complaints = [], []

    def guard(route: Route) -> None:
        if route.request.url.startswith("file://"):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto((demonstration / "reading.html").as_uri())
    yield opened
    assert ([], []) == (asked, complaints)


def test_every_cite_leads_to_something(page: Page) -> None:
    leads = page.evaluate(
        """() => [...document.querySelectorAll('a.cite, a.chip')].map(cite => {
            const target = document.getElementById(cite.getAttribute('href').slice(1));
            return target ? target.textContent.trim().length : -1;
        })"""
    )
    assert [] != leads
    assert [] == [length for length in leads if length < 1]


def test_a_pressed_cite_shows_what_it_leads_to(page: Page) -> None:
    cites = [cite for cite in page.locator("a.cite").all() if cite.is_visible()]
    assert [] != cites
    for cite in cites[:: max(1, len(cites) // PRESSED)]:
        target = follow(page, cite)
        assert 1 == target.count()
        assert target.is_visible()
        assert is_in_view(page, target)


def test_cites_that_are_folded_away_open_by_the_keyboard(page: Page) -> None:
    place = page.evaluate(
        """() => [...document.querySelectorAll('details')].findIndex(
            each => !each.open && each.querySelector('a') && each.checkVisibility()
        )"""
    )
    assert place >= 0
    folded = page.locator("details").nth(place)
    link = folded.locator("a").first
    assert not link.is_visible()
    folded.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    assert follow(page, link).is_visible()


def test_cited_words_are_exactly_the_quotes_of_the_case(page: Page, demonstration: Path) -> None:
    with api.open_existing(demonstration / "case") as case:
        quotes = {
            item.statement.quote
            for item in api.statements_of(case)
            if item.statement.lane is not Lane.OFF_SUBJECT
        }
    led_to = set(words_led_to(page, "a.cite"))
    assert set() == quotes - led_to
    for line in page.locator("p:has(.quote):has(a.cite)").all()[:PRESSED]:
        shown = line.locator(".quote").first.inner_text().strip("“”").split()
        cited = [marked_words(page, cite) for cite in line.locator("a.cite").all()]
        assert shown in [words.split() for words in cited if words is not None]


def test_every_cell_of_the_matrix_is_two_steps_from_the_words(
    page: Page, demonstration: Path
) -> None:
    with api.open_existing(demonstration / "case") as case:
        quotes = {item.statement.quote for item in api.statements_of(case)}
    cells = page.locator("td a.tally").all()
    assert [] != cells
    for cell in cells:
        href = (cell.get_attribute("href") or "").removeprefix("#")
        numbers = [int(number) for number in cell.locator("b").all_text_contents()]
        words = words_led_to(page, f"[id='{href}'] :is(a.cite, a.chip)")
        assert set() == set(words) - quotes
        assert 1 <= len(set(words))
        assert [] != numbers
    for cell in [cell for cell in cells if cell.is_visible()][:: max(1, len(cells) // 12)]:
        section = follow(page, cell)
        assert section.is_visible()
        assert is_in_view(page, section.locator("h3").first)


def test_the_keyboard_alone_leads_from_a_sentence_to_its_words_and_back(page: Page) -> None:
    page.keyboard.press("Tab")
    assert "Skip to the text" == page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    focused = tab_to(page, "a.cite")
    anchor = focused.get_attribute("id")
    page.keyboard.press("Enter")
    target = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert target.is_visible()
    assert is_in_view(page, target)
    back = tab_to(page, "a.back")
    assert f"#{anchor}" == back.get_attribute("href")
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{anchor}")


def test_axe_finds_no_violation(browser: Browser, demonstration: Path) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto((demonstration / "reading.html").as_uri())
        found = Axe().run(page)
        context.close()
        assert 0 == found.violations_count, found.generate_report()


def follow(page: Page, link: Locator) -> Locator:
    """Press a link of the page and return what it leads to."""
    href = link.get_attribute("href") or ""
    assert href.startswith("#")
    link.click()
    assert page.url.endswith(href)
    return page.locator(f"[id='{href[1:]}']")


def words_led_to(page: Page, cites: str) -> list[str]:
    """Return the marked words that cites lead to, those of references left out."""
    found: list[str] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(cite => {
            const number = cite.getAttribute('href').slice(2);
            const marks = [...document.querySelectorAll(`mark.s${number}`)];
            return marks.map(mark => mark.textContent).join('');
        }).filter(words => words)""",
        cites,
    )
    return found


def marked_words(page: Page, cite: Locator) -> str | None:
    """Return the marked words a cite leads to, or None when it leads to a reference."""
    number = (cite.get_attribute("href") or "").removeprefix("#x")
    marks = page.locator(f"mark.s{number}")
    return "".join(marks.all_text_contents()) if marks.count() else None


def is_in_view(page: Page, target: Locator) -> bool:
    """Whether the top of something lies on the screen."""
    box, size = target.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    return -1 <= box["y"] <= size["height"]


def tab_to(page: Page, selector: str) -> Locator:
    """Press Tab until something of a kind has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(f"{selector}:focus")
        if focused.count():
            return focused
    pytest.fail(f"no {selector} is reached by the keyboard")
