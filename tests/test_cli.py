"""The command line."""

from __future__ import annotations

import builtins
import contextlib
import csv
import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import rolepath as rp
from rolepath.cli import main

COMPANY = Path(__file__).resolve().parents[1] / "examples" / "company"


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert not err
    return out


COMMANDS = [
    ("compare", "data scientist", "ML engineer", "AI engineer"),
    ("gap", "data scientist", "ML engineer"),
    ("difficulty", "data scientist", "ML engineer", "--level", "mid", "--target-level", "senior"),
    ("pay", "ML engineer", "--level", "senior"),
    ("offer", "ML engineer", "--currency", "USD", "--level", "senior", "--location", "us", "--base", "200000"),
    ("disagreements", "--topic", "pay-trend", "--role", "ML engineer"),
    ("claims", "--source", "key-differences"),
    ("role", "AI engineer"),
    ("sources",),
    ("proximity", "data scientist", "ML engineer"),
    ("paths", "data analyst", "ML engineer", "--max-steps", "2"),
    ("plan", "data scientist", "AI engineer", "--hours", "8"),
    ("what-if", "data scientist", "docker", "--target", "ML engineer"),
    ("questions", "ML engineer", "--limit", "3"),
    ("recommend", "data scientist", "--level", "mid"),
    ("durations",),
    ("skill", "docker"),
    ("list", "places"),
    ("list", "parameters"),
    ("list", "standard-levels"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
class TestEveryCommand:
    def test_fits_80_columns_without_colour_codes(self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
        out = printed(capsys, *words)
        assert max(len(line.rstrip()) for line in out.splitlines()) <= 80
        assert "\x1b" not in out

    def test_json_is_documents(self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
        """One document, a list of them, or a table of documents and lists; each reads back as what was written."""
        ahead, read = [json.loads(printed(capsys, *words, "--json"))], 0
        while ahead:
            data = ahead.pop()
            if isinstance(data, dict) and "schema_version" in data:
                assert rp.to_document(rp.from_document(data)) == data
                read += 1
            else:
                ahead.extend(data if isinstance(data, list) else data.values())
        assert read

    def test_csv_is_the_first_table(self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
        header, *rows = csv.reader(io.StringIO(printed(capsys, *words, "--csv")))
        assert rows
        assert all(len(row) == len(header) for row in rows)
        assert all(name.isidentifier() for name in header)


class TestForms:
    def test_csv_of_another_table(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "plan", "data scientist", "ML engineer", "--csv", "--table", "milestones")
        assert out == rp.table_of(rp.learning_plan("data scientist", "ML engineer"), "milestones").to_csv()

    def test_csv_of_the_facts_of_a_role(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "role", "ML engineer", "--csv", "--table", "levels")
        assert out == rp.table_of(rp.load_catalog().levels_of("ml-engineer")).to_csv()
        first = printed(capsys, "role", "ML engineer", "--csv")
        assert first == rp.table_of(rp.load_catalog().traits_of("ml-engineer")).to_csv()

    def test_csv_of_a_whole_collection(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "list", "salary-bands", "--csv")
        assert out == rp.table_of(rp.load_catalog(), "salary_bands").to_csv()

    def test_the_explanation(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "gap", "data scientist", "ML engineer", "--explain")
        assert out == f"{rp.skill_gap('data scientist', 'ML engineer').explain()}\n"

    @pytest.mark.parametrize(
        ("words", "robust"),
        [
            (("gap", "DS", "MLE"), lambda: rp.skill_gap("DS", "MLE")),
            (("proximity", "DS", "MLE"), lambda: rp.proximity("DS", "MLE")),
            (("difficulty", "DS", "MLE"), lambda: rp.transition_difficulty("DS", "MLE")),
            (("pay", "MLE", "--level", "mid"), lambda: rp.comp_lookup("MLE", level="mid")),
            (("compare", "DS", "MLE"), lambda: rp.compare("DS", "MLE")),
            (
                ("offer", "MLE", "--currency", "USD", "--base", "200000"),
                lambda: rp.assess_offer(rp.Offer(role="ml-engineer", currency="USD", base=Decimal(200_000))),
            ),
        ],
        ids=lambda value: value[0] if isinstance(value, tuple) else "",
    )
    def test_what_an_answer_stands_on(self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], robust: Callable[[], Any]) -> None:
        assert json.loads(printed(capsys, *words, "--robust", "--json")) == rp.to_document(rp.robustness(robust()))

    def test_jsonld(self, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(printed(capsys, "jsonld", "ML engineer", "--location", "London"))
        assert data == rp.to_jsonld("ML engineer", location="London")

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
    def test_completion_knows_every_command(self, capsys: pytest.CaptureFixture[str], shell: str) -> None:
        script = printed(capsys, "completion", shell)
        assert all(word in script for word in ("rolepath", "what-if", "disagreements", "completion"))

    def test_a_list_shows_words_by_id_and_label_and_facts_on_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        places = printed(capsys, "list", "places").splitlines()
        assert places[0] == "Places"
        assert [line.split() for line in places[2:5]] == [["4", "entries"], ["id", "label"], ["us", "US"]]
        bands = printed(capsys, "list", "salary-bands")
        assert f"{len(rp.load_catalog().salary_bands)} entries" in bands
        assert "SalaryBand(ml-engineer" in bands

    def test_a_skill_shows_who_asks_for_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "skill", "docker")
        assert out.startswith("Docker\nid: docker, kind: tool\n")
        catalog = rp.load_catalog()
        asking = {role.label for role in catalog.roles for fact in catalog.requirements_of(role) if fact.skill == "docker"}
        assert asking
        assert all(label in out for label in asking)
        assert "Who asks for it" in out
        assert "Sources" in out


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """Write a person to a file."""
    file = tmp_path / "me.toml"
    file.write_text('role = "data scientist"\nlevel = "mid"\nskills = ["python", "docker"]\nhours_per_week = 6\n', encoding="utf-8")
    return file


class TestPerson:
    """``@FILE`` is a person where a role may stand."""

    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            (("gap", "@", "MLE", "--evidence", "claimed"), lambda who: rp.skill_gap(who, "MLE", evidence="claimed")),
            (("difficulty", "@", "MLE"), lambda who: rp.transition_difficulty(who, "MLE")),
            (("what-if", "@", "kubernetes", "--target", "MLE"), lambda who: rp.what_if(who, "kubernetes", target="MLE")),
        ],
        ids=lambda value: value[0] if isinstance(value, tuple) else "",
    )
    def test_answers_are_theirs(
        self, capsys: pytest.CaptureFixture[str], person: Path, words: tuple[str, ...], answer: Callable[[rp.Profile], Any]
    ) -> None:
        asked = tuple(f"@{person}" if word == "@" else word for word in words)
        who = rp.Profile.from_toml(person.read_text(encoding="utf-8"))
        assert json.loads(printed(capsys, *asked, "--json")) == rp.to_document(answer(who))

    @pytest.mark.parametrize("words", [("plan", "@", "MLE"), ("paths", "@", "MLE"), ("recommend", "@")], ids=lambda words: words[0])
    def test_longer_answers_are_theirs(self, capsys: pytest.CaptureFixture[str], person: Path, words: tuple[str, ...]) -> None:
        asked = tuple(f"@{person}" if word == "@" else word for word in words)
        out = printed(capsys, *asked)
        assert "6 hours a week" in out or "this person" in out.lower() or words[0] == "recommend"

    def test_json_with_a_byte_order_mark(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        file = tmp_path / "me.JSON"
        file.write_text('{"skills": ["python"]}', encoding="utf-8-sig")
        data = json.loads(printed(capsys, "gap", f"@{file}", "MLE", "--json"))
        assert data == rp.to_document(rp.skill_gap(rp.Profile().with_skill("python"), "MLE"))

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("me.yaml", b"", "profile must be a file that ends in .toml or .json, got '@"),
            ("me.toml", b"skills = [\xff]", "profile must be a file of UTF-8 text that can be read ("),
            ("absent.toml", None, "profile must be a file of UTF-8 text that can be read ("),
            ("me.toml", b"skils = ['python']", "profile: skils: is no key of a profile; did you mean 'skills'?"),
        ],
    )
    def test_a_file_that_cannot_be_read(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes | None, sentence: str
    ) -> None:
        if content is not None:
            (tmp_path / name).write_bytes(content)
        assert main(("gap", f"@{tmp_path / name}", "MLE")) == 2
        out, err = capsys.readouterr()
        assert not out
        assert sentence in err

    def test_a_level_beside_a_person_is_refused(self, capsys: pytest.CaptureFixture[str], person: Path) -> None:
        assert main(("recommend", f"@{person}", "--level", "mid")) == 2
        assert f"must go with a role; the level of a person stands in {person}" in capsys.readouterr().err


class TestOverlay:
    def test_files_of_your_own_are_read_on_top(self, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(printed(capsys, "gap", "DS", "ML platform engineer", "--with", str(COMPANY), "--json"))
        assert data == rp.to_document(rp.skill_gap("DS", "ML platform engineer", catalog=rp.load_overlay(COMPANY)))

    def test_several_go_on_top_of_one_another(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("--with", str(COMPANY / "words.toml"), "--with", str(COMPANY / "framework.toml"))
        assert "example-framework" in printed(capsys, "sources", *words)

    def test_what_cannot_be_read_is_told(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        assert main(("sources", "--with", str(tmp_path))) == 2
        assert "holds no file that ends in .toml" in capsys.readouterr().err


class TestTerminal:
    def test_a_terminal_has_colours_unless_it_is_told_not_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def drawn(**environment: str) -> str:
            for name in ("NO_COLOR", "COLORTERM"):
                monkeypatch.delenv(name, raising=False)
            for name, value in {"TERM": "xterm-256color", **environment}.items():
                monkeypatch.setenv(name, value)
            written = TerminalText()
            with contextlib.redirect_stdout(written):
                assert main(("sources",)) == 0
            return written.getvalue()

        assert "\x1b[1m" in drawn()
        assert "\x1b[3" not in drawn(NO_COLOR="1")

    def test_the_width_is_that_of_the_terminal(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        widths = []
        for columns in ("60", "120"):
            monkeypatch.setenv("COLUMNS", columns)
            widths.append(max(len(line.rstrip()) for line in printed(capsys, "gap", "DS", "MLE").splitlines()))
        assert widths[0] <= 60 < widths[1] <= 120

    def test_who_watches_is_told_that_it_takes_a_while(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.delenv("NO_COLOR")
        written = TerminalText()
        with contextlib.redirect_stderr(written), contextlib.redirect_stdout(io.StringIO()):
            assert main(("paths", "data analyst", "ML engineer", "--max-steps", "2")) == 0
        assert "Walking the routes" in written.getvalue()


class TerminalText(io.StringIO):
    """A text that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class TestWhatIsShown:
    def test_pay_shows_money_sources_and_agreement(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "pay", "ML engineer", "--level", "senior")
        row = next(line for line in out.splitlines() if "260K-430K USD" in line)
        assert row.split() == ["senior", "total", "in", "US", "260K-430K", "USD", "-", "[1]*", "agree"]
        assert "base and total pay in USD at senior level are not compared with one another" in " ".join(out.split())
        assert "[1] modeling-vs-systems" in out

    def test_pay_filters(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("--location", "London", "--component", "unspecified", "--currency", "GBP", "--source", "which-path-is-right", "--json")
        data = json.loads(printed(capsys, "pay", "data scientist", *words))
        (group,) = data["groups"]
        assert (group["minimum"], group["maximum"], group["currency"]) == ("55000", "80000", "GBP")
        assert group["bands"][0]["assumed"] == ["location"]

    def test_gap_is_the_verb_s_answer(self, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(printed(capsys, "gap", "data scientist", "ML engineer", "--level", "mid", "--json"))
        answer = rp.skill_gap("data scientist", "ML engineer", level="mid")
        assert data["score"] == answer.score
        assert [item["skill"] for item in data["items"]] == [item.skill for item in answer.items]

    def test_difficulty_takes_both_levels(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("difficulty", "DS", "MLE", "--level", "entry", "--target-level", "senior", "--json")
        data = json.loads(printed(capsys, *words))
        assert (data["level"], data["target_level"]) == ("entry", "senior")
        assert {factor["name"]: factor["value"] for factor in data["factors"]}["step"] == 0.5

    def test_compare_shows_each_role(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "compare", "data scientist", "ML engineer", "AI engineer")
        for label in ("Data scientist", "ML engineer", "AI engineer", "Sources"):
            assert label in out

    def test_compare_as_json_leaves_the_gaps_of_moves_out(self, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(printed(capsys, "compare", "data scientist", "ML engineer", "--json"))
        assert data["roles"] == ["data-scientist", "ml-engineer"]
        assert [move["gap"] for move in data["moves"]] == [None, None]

    def test_role_shows_aspects_and_ladder(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "role", "ML engineer")
        assert "Staff ML Engineer" in out
        assert "mission" in out

    def test_role_as_json_has_its_facts(self, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(printed(capsys, "role", "ML engineer", "--json"))
        assert data["role"]["id"] == "ml-engineer"
        assert len(data["traits"]) == len(rp.load_catalog().traits_of("ml-engineer"))
        assert len(data["requirements"]) == len(rp.load_catalog().requirements_of("ml-engineer"))

    def test_disagreements_choose_by_topic_and_role(self, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(printed(capsys, "disagreements", "--topic", "pay", "--role", "AI engineer", "--json"))
        answer = rp.disagreements(topic="pay", role="AI engineer")
        assert (data["topic"], data["role"]) == ("pay", "ai-engineer")
        assert [item["topic"] for item in data["items"]] == [item.topic for item in answer]
        assert [[fact["citation"]["line"] for side in item["sides"] for fact in side["facts"]] for item in data["items"]] == [
            [fact.citation.line for side in item.sides for fact in side.facts] for item in answer
        ]
        assert "Where sources disagree" in printed(capsys, "disagreements")

    def test_claims_of_one_source(self, capsys: pytest.CaptureFixture[str]) -> None:
        data = json.loads(printed(capsys, "claims", "--source", "key-differences", "--json"))
        answer = rp.check_claims(source="key-differences")
        assert [check["verdict"] for check in data["checks"]] == [check.verdict for check in answer]
        assert "Contradicted by figures" in printed(capsys, "claims", "--source", "key-differences")

    def test_sources_lists_all_five(self, capsys: pytest.CaptureFixture[str]) -> None:
        out = printed(capsys, "sources")
        for source in rp.load_catalog().sources:
            assert source.id in out

    def test_offer_is_the_verb_s_answer(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("--currency", "USD", "--base", "16,000", "--period", "month", "--equity-grant", "400000", "--vesting-years", "4")
        more = ("--bonus-per-year", "30000", "--one-off", "25000.50", "--level", "Senior", "--location", "USA", "--employer", "FAANG")
        data = json.loads(printed(capsys, "offer", "MLE", *words, *more, "--no-on-call", "--json"))
        made = rp.Offer(
            role="ml-engineer",
            currency="USD",
            base=Decimal(16_000),
            period="month",
            equity_grant=Decimal(400_000),
            vesting_years=4,
            bonus_per_year=Decimal(30_000),
            one_off=Decimal("25000.50"),
            level="senior",
            location="us",
            employer="FAANG",
            has_on_call=False,
        )
        answer = rp.assess_offer(made)
        assert data["offer"]["one_off"] == "25000.50"
        assert [standing["position"] for standing in data["standings"]] == [standing.position for standing in answer.standings]
        assert data["amounts"][3]["minimum"] == "322000"
        assert (data["on_call"], len(data["anchors"])) == ([], len(answer.anchors))

    def test_offer_leaves_open_what_is_not_given(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ("offer", "MLE", "--currency", "USD", "--equity-per-year", "50000", "--json")
        assert json.loads(printed(capsys, *words))["offer"]["has_on_call"] is None
        assert json.loads(printed(capsys, *words, "--on-call"))["offer"]["has_on_call"] is True
        assert json.loads(printed(capsys, *words))["offer"]["base"] is None


class TestBadQuestions:
    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (("gap", "ML enginer", "DS"), "no role is called 'ML enginer'; did you mean 'ml-engineer' or 'ai-engineer'?"),
            (("pay", "ML engineer", "--level", "senoir"), "no level is called 'senoir'; did you mean 'senior'?"),
            (("pay", "ML engineer", "--location", "Lodnon"), "no place is called 'Lodnon'; did you mean 'london'?"),
            (("pay", "ML engineer", "--currency", "usd"), "currency must be an ISO 4217 code; write USD, got 'usd'"),
            (
                ("offer", "MLE", "--currency", "USD", "--base", "200K"),
                "--base must be an amount in digits, such as 150000, got '200K'",
            ),
            (
                ("offer", "MLE", "--currency", "USD", "--bonus-per-year", "15%"),
                (
                    "Offer.bonus_per_year must be an amount, not a percentage; give the percentage times the base, as a Decimal, "
                    "got '15%' (str)"
                ),
            ),
            (("offer", "MLE", "--currency", "USD", "--period", "week"), "PayPeriod must be one of day, hour, month, year, got 'week'"),
            (("gap", "DS", "MLE", "--json", "--csv"), "form must be one of --json, --csv and --explain, got '--json --csv'"),
            (("role", "MLE", "--explain"), "--explain must be asked of an answer that is worked out, got Role("),
            (("gap", "DS", "MLE", "--table", "x"), "--table must go with --csv, got 'x'"),
            (("gap", "DS", "MLE", "--csv", "--table", "x"), "table must be one of skill_gap, got 'x'"),
            (
                ("role", "MLE", "--csv", "--table", "x"),
                "--table must be one of traits, levels, requirements, salary_bands, got 'x'",
            ),
            (
                ("recommend", "DS", "--yes", "a", "--no", "a"),
                "--no must not be a question that --yes names, got 'a'",
            ),
            (("disagreements", "--role", "ML enginer"), "no role is called 'ML enginer'; did you mean 'ml-engineer' or 'ai-engineer'?"),
            (("claims", "--source", "key-diferences"), "no source is called 'key-diferences'; did you mean 'key-differences'?"),
            (
                ("compare", "analyst", "ML engineer"),
                "'analyst' fits more than one role: data-analyst and bi-analyst; use one of these ids",
            ),
            (
                ("difficulty", "DS", "MLE", "--level", "manager", "--target-level", "senior"),
                (
                    "level 'senior' is on the individual-contributor track and 'manager' on the management track; "
                    "only levels of one track compare"
                ),
            ),
        ],
    )
    def test_a_bad_name_is_one_sentence_and_status_2(
        self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
    ) -> None:
        assert main(words) == 2
        out, err = capsys.readouterr()
        assert not out
        assert err == f"{sentence}\n" or (sentence.endswith("(") and err.startswith(sentence) and err.count("\n") == 1)

    @pytest.mark.parametrize("words", [("nonsense",), ("gap", "data scientist"), ("pay", "ML engineer", "--levle", "mid")])
    def test_a_bad_option_is_one_line_and_status_2(self, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
        assert main(words) == 2
        out, err = capsys.readouterr()
        assert not out
        assert err.endswith("See rolepath --help.\n")
        assert err.count("\n") == 1

    def test_without_the_extra_the_remedy_is_named(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        real = builtins.__import__

        def missing(name: str, *args: Any, **kwargs: Any) -> Any:
            if name == "cyclopts":
                raise ImportError(name)
            return real(name, *args, **kwargs)

        monkeypatch.setattr(builtins, "__import__", missing)
        assert main(("sources",)) == 2
        sentence = "the command line needs the extra [cli]; install it with: pip install 'rolepath[cli]'\n"
        assert capsys.readouterr().err == sentence


class TestProcess:
    def test_python_m_rolepath(self) -> None:
        environment = {**os.environ, "COLUMNS": "80"}
        done = subprocess.run(
            [sys.executable, "-m", "rolepath", "gap", "nobody", "MLE"], capture_output=True, text=True, check=False, env=environment
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("no role is called 'nobody'")

    def test_the_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert printed(capsys, "--version") == f"{rp.__version__}\n"

    def test_the_module_hands_the_status_on(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "argv", ["rolepath", "gap", "nobody", "MLE"])
        with pytest.raises(SystemExit) as caught:
            runpy.run_module("rolepath", run_name="__main__")
        assert caught.value.code == 2
        assert capsys.readouterr().err.startswith("no role is called 'nobody'")

    def test_importing_the_module_runs_nothing(self) -> None:
        assert runpy.run_module("rolepath.__main__", run_name="not main")["main"] is main

    def test_a_terminal_that_cannot_show_a_character_shows_a_mark(self) -> None:
        environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "ascii"}
        words = [sys.executable, "-m", "rolepath", "sources"]
        done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
        assert done.returncode == 0, done.stderr
        assert "2026 ? Modeling" in done.stdout

    def test_output_may_be_caught_by_anything_that_can_be_written_to(self) -> None:
        caught = io.StringIO()
        with contextlib.redirect_stdout(caught):
            assert main(("sources", "--json")) == 0
        assert [source["id"] for source in json.loads(caught.getvalue())] == [source.id for source in rp.load_catalog().sources]


def test_list_has_what_files_of_your_own_add(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        """
[source]
id = "ours"
title = "Ours"
currency = "USD"

[[descriptors]]
role = "ml-engineer"
family = "tool"
at = { section = "S", line = 1 }
items = [{ item = "k", label = "Kubernetes" }]

[[pay_percentiles]]
role = "ml-engineer"
at = { section = "S", line = 2 }
groups = [{ component = "base", year = 2025, p50 = 150_000 }]
""",
        encoding="utf-8",
    )
    for name, told in (("descriptors", "ml-engineer,tool,k,Kubernetes"), ("pay-percentiles", "ml-engineer,")):
        header, row = printed(capsys, "list", name, "--csv", "--with", str(tmp_path / "ours.toml")).splitlines()
        assert header.startswith("role,")
        assert row.startswith(told)
        assert main(["list", name]) == 0
        assert "0 entries" in capsys.readouterr().out
