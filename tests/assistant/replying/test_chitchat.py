"""Tests of assistant.replying.chitchat: what is said without asking, and what asks."""

import json
from pathlib import Path

import pytest

from assistant.replying.chitchat import Chitchat, chitchat_of, without_chitchat

SAID = {
    Chitchat.GREETING: [
        "hi", "Hi!", "Hello", "hello there", "Hey, Steppewise!", "Good morning!", "good evening",
        "salem", "Salam", "Сәлем!", "Привет", "hiiii", "Helllooo", "hello hello", "Good day to you",
        "greetings", "你好", "Assalamu alaykum", "hi 👋", "  HELLO.  ", "morning",
    ],
    Chitchat.THANKS: [
        "thanks", "Thanks a lot", "thanks a lot!", "great, thank you", "Thank you so much.", "thx",
        "thank you for your help", "Thanks for the answer!", "ok thanks", "Perfect, thanks again",
        "Рахмет", "rakhmet", "many thanks", "Cheers", "thankyou", "Hello, and thank you",
        "That is very helpful, thanks",
    ],
    Chitchat.FAREWELL: [
        "bye", "Goodbye!", "good bye", "See you later", "thanks, bye", "Good night", "Take care!",
        "Have a nice day", "Ok, thank you, goodbye!", "see ya",
    ],
    Chitchat.IDENTITY: [
        "who are you?", "Who are you", "What are you?", "What is your name?", "Are you a robot?",
        "are you ChatGPT", "Hi, who are you?", "Tell me about yourself", "What's Steppewise?",
        "How do you work?", "who made you", "Are you a real person?", "Introduce yourself",
        "What is this?",
    ],
    Chitchat.WELLBEING: [
        "how are you?", "How are you doing today?", "Hi, how are you?", "how's it going",
        "What's up?", "How do you do?", "Nice to meet you",
    ],
    Chitchat.TEST: [
        "test", "Testing", "this is a test", "test test", "testing 1 2 3", "Hello world",
        "is anyone there?", "Are you there?", "does this work?", "asdf",
    ],
    Chitchat.REMARK: [
        "ok", "OK!", "okay", "great", "Cool", "I see.", "got it", "yes", "No", "That's all.",
        "wow", "Well done!", "that is interesting", "never mind", "lol", "You're great", "hmm",
    ],
}  # fmt: skip

ASKED = [
    "Hi, what is Zhanatas?", "Hello Kazakhstan", "thanks to whom was it built?", "Good news?",
    "What is this project?", "test results", "OK, and the capacity?", "What is the name?",
    "Who are the investors?", "What are your sources?", "How does the plant work?",
    "How are the projects going?", "Great Wall", "No agreement?", "Is it clear?", "hydropower",
    "How are panels made?", "Who is Zhang Xiao?", "Morning sun", "Who made the panels?",
    "Are you sure?", "What is good about it?",
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "message"), [(kind, message) for kind, some in SAID.items() for message in some]
)
def test_what_is_said(kind: Chitchat, message: str) -> None:
    assert chitchat_of(message) is kind


@pytest.mark.parametrize("message", ASKED)
def test_what_is_asked(message: str) -> None:
    assert chitchat_of(message) is None


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        ("Hi, what is Zhanatas?", "what is Zhanatas?"),
        ("Good morning! What is Zhanatas?", "What is Zhanatas?"),
        ("hello there what is Zhanatas", "what is Zhanatas"),
        ("Thanks a lot! And how large is it?", "And how large is it?"),
        ("Great, thank you. How large is it?", "How large is it?"),
        ("Hi Steppewise, how are you? Who invested?", "Who invested?"),
        ("What is Zhanatas?", "What is Zhanatas?"),
        ("Great Wall Motors", "Great Wall Motors"),
        ("Fine particles are what?", "Fine particles are what?"),
        ("No agreement was signed?", "No agreement was signed?"),
        ("Hi", "Hi"),
        ("Hi!", "Hi!"),
    ],
)
def test_what_stands_behind_a_greeting(message: str, rest: str) -> None:
    assert without_chitchat(message) == rest


def test_no_question_of_ours_is_chitchat() -> None:
    path = Path(__file__).parents[1] / "bundled_questions.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        for message in [fields["question"], *fields.get("history", [])]:
            assert chitchat_of(message) is None, message
