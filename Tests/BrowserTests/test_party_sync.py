"""shared/party-sync.js, the reference client of the live channel, against a server that this test plays."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

HELLO = {"epoch": "e1", "seq": 7, "recovered": True, "members": []}


class Table:
    """The other end of the channel; what the client sees is noted in the page."""

    def __init__(self, page):
        self.page = page
        self.sockets = []
        page.route_web_socket("**/ws/run/1*", lambda socket: self.sockets.append(socket))
        page.goto("/static/shared/favicon.svg")

    def start(self, **options):
        self.page.evaluate(
            """async ({ options }) => {
                const { PartySync } = await import("/static/shared/party-sync.js");
                window.told = [];
                window.channel = new PartySync({
                    url: `ws://${location.host}/ws/run/1`, token: async () => "good", renew: async () => "better", ...options });
                const note = (name) => ({ detail }) => told.push([name, detail ?? null]);
                for (const name of ["message", "gap", "end"]) channel.addEventListener(name, note(name));
                channel.start();
            }""",
            {"options": options})
        self.wait_for_socket(1)

    def wait_for_socket(self, number: int):
        while len(self.sockets) < number:
            self.page.evaluate("new Promise(requestAnimationFrame)")
        return self.sockets[number - 1]

    def query(self, number: int) -> dict:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.sockets[number - 1].url).query).items()}

    def hello(self, number: int = 1, **changes):
        self.tell({"eventType": "system.hello", "seq": None, "payload": {**HELLO, **changes}}, number)

    def tell(self, event: dict, number: int = 1):
        self.sockets[number - 1].send(json.dumps(event))

    def happen(self, seq: int, number: int = 1, **more):
        self.tell({"eventType": "scene.update", "payload": {}, "seq": seq, "eventId": f"event-{seq}", **more}, number)

    def told(self, count: int) -> list:
        self.page.wait_for_function("(count) => told.length >= count", arg=count)
        return self.page.evaluate("told.map(([name, detail]) => [name, detail?.seq ?? detail?.code ?? null])")

    def wait_for_state(self, state: str):
        self.page.wait_for_function("(state) => channel.state === state", arg=state)


@pytest.fixture
def table(browser, url):
    context = browser.new_context(base_url=url)
    yield Table(context.new_page())
    context.close()


def test_it_goes_on_behind_what_is_known_and_takes_each_event_once(table):
    table.start(position={"epoch": "e1", "seq": 5})
    assert table.query(1) == {"epoch": "e1", "since": "5"}
    table.hello()
    table.happen(6)
    table.tell({"eventType": "system.skip", "seq": 7})
    table.happen(6)
    table.happen(8)
    assert table.told(2) == [["message", 6], ["message", 8]]


def test_a_new_client_asks_for_history(table):
    table.start(history=3)
    assert table.query(1) == {"history": "3"}
    table.hello()
    for seq in (5, 6, 7):
        table.happen(seq)
    assert table.told(3) == [["message", 5], ["message", 6], ["message", 7]]


def test_after_a_loss_it_takes_up_the_stream_where_it_was(table):
    table.start(position={"epoch": "e1", "seq": 7})
    table.hello()
    table.happen(8)
    table.told(1)
    table.sockets[0].close(code=1012, reason="retry=20")
    table.wait_for_socket(2)
    assert table.query(2) == {"epoch": "e1", "since": "8"}


def test_it_tells_that_what_was_missed_is_gone(table):
    table.start(position={"epoch": "e0", "seq": 900})
    table.hello(recovered=False)
    table.happen(8)
    assert table.told(2) == [["gap", None], ["message", 8]]


@pytest.mark.parametrize("code", [4000, 4008, 4029, 1011, 1012, 1013])
def test_it_comes_back_after(table, code):
    table.start()
    table.hello()
    table.sockets[0].close(code=code)
    table.wait_for_socket(2)
    assert table.page.evaluate("told") == []


@pytest.mark.parametrize("code", [4401, 4403, 1003, 1009])
def test_it_stays_away_after(table, code):
    table.start()
    table.hello()
    table.sockets[0].close(code=code)
    assert table.told(1) == [["end", code]]
    table.wait_for_state("ended")


def test_a_message_without_an_answer_is_sent_again_once_the_past_was_told(table):
    table.start()
    table.hello()
    got = [[], []]
    table.sockets[0].on_message(lambda text: got[0].append(text))
    table.page.evaluate("window.answer = channel.send('chat.message', { text: 'Who?', mode: 'ic' }, { id: 'mine' }); null")
    table.wait_for_state("open")
    table.sockets[0].close(code=1012, reason="retry=20")
    table.wait_for_socket(2)
    table.sockets[1].on_message(lambda text: got[1].append(text))
    table.hello(2, seq=9)
    table.happen(8, 2)
    table.happen(9, 2)
    table.told(2)
    table.page.evaluate("null")
    assert got[0] == got[1] and json.loads(got[1][0])["eventId"] == "mine"
    table.happen(10, 2, eventId="mine")
    assert table.page.evaluate("answer.then((event) => event.seq)") == 10


def test_an_answer_that_is_in_the_past_is_not_asked_for_again(table):
    table.start()
    table.hello()
    table.page.evaluate("window.answer = channel.send('chat.message', { text: 'Who?', mode: 'ic' }, { id: 'mine' }); null")
    table.sockets[0].close(code=1012, reason="retry=20")
    table.wait_for_socket(2)
    again = []
    table.sockets[1].on_message(lambda text: again.append(text))
    table.hello(2, seq=8)
    table.happen(8, 2, eventId="mine")
    assert table.page.evaluate("answer.then((event) => event.seq)") == 8
    assert again == []


def test_a_refusal_reaches_whoever_sent_the_message(table):
    table.start()
    table.hello()
    table.page.evaluate("window.answer = channel.send('chat.message', { text: '', mode: 'ic' }, { id: 'mine' }).catch((error) => error.code); null")
    table.tell({"eventType": "system.error", "seq": None, "payload": {"code": "validation_failed", "message": "…", "actionId": "mine"}})
    assert table.page.evaluate("answer") == "validation_failed"
