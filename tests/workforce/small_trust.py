"""A trust small enough to read at a glance, with nothing wrong with it. A test changes the one thing that it is about."""

import csv
from pathlib import Path

from evenhand.workforce.reading import Reading, read_exports

Trust = dict[str, list[dict[str, str]]]


def a_school(name: str = "Heron School", **changes: str) -> dict[str, str]:
    return {"URN": "990201", "EstablishmentName": name, "PhaseOfEducation (name)": "Primary", "Trusts (name)": "Fen Trust"} | changes


def a_person(number: str = "000101", **changes: str) -> dict[str, str]:
    return {
        "Payroll Number": number,
        "NI Number": f"QQ{number}A",
        "First Name": "Ben",
        "Last Name": "Okoro",
        "Date of Birth": "14/05/1980",
        "Continuous Service Date": "01/09/2010",
        "Ethnicity": "",
        "School": "Heron School",
    } | changes


def a_contract(number: str = "000101", post_id: str = "P1", **changes: str) -> dict[str, str]:
    return {
        "Payroll Number": number,
        "Contract Number": f"{number}-{post_id}",
        "Post ID": post_id,
        "Contract Type": "Permanent",
        "Contract Start": "01/09/2015",
        "Contract End": "",
        "FTE": "0.8",
        "Hours/Week": "26",
        "Annual Salary": "24790.00",
        "Notice Terms": "Green Book",
        "School": "Heron School",
    } | changes


def a_post(post_id: str = "P1", holder: str = "000101", **changes: str) -> dict[str, str]:
    post = {"Post ID": post_id, "School": "Heron School", "Title": "Teaching Assistant", "Staff Group": "support", "FTE": "0.8", "JD Code": "TA2"}
    return post | {"Holder": holder} | changes


def a_trust() -> Trust:
    """Ben with one contract, Carys with two, and a vacant post, at one school."""
    return {
        "register.csv": [a_school()],
        "staff.csv": [a_person(), a_person("000102", **{"First Name": "Carys", "Last Name": "Rees"})],
        "contracts.csv": [a_contract(), a_contract("000102", "P2"), a_contract("000102", "P3")],
        "posts.csv": [a_post(), a_post("P2", "000102"), a_post("P3", "000102"), a_post("P4", "")],
    }


def written(folder: Path, trust: Trust, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """The folder, with the trust's files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in trust.items():
        with (folder / name).open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def told(reading: Reading) -> list[tuple[str, int | None, str | None, str, str | None]]:
    """Each problem as file, row, column, what it leaves out and who."""
    return [(each.file, each.row, each.column, each.leaves_out, each.who) for each in reading.problems]


def reading_of(folder: Path, trust: Trust, **options: object) -> Reading:
    """What reading the trust's files answers."""
    return read_exports(written(folder, trust), **options)  # type: ignore[arg-type]
