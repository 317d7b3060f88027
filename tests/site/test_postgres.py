"""The server that the site's tests run on is a real one: it flushes every commit, nobody else reaches it, and it leaves nothing behind."""

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.site.postgres import created_database, django_settings, private_server


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_an_acknowledged_commit_is_on_disk(postgres: str, setting: str):
    with psycopg.connect(postgres) as server:
        assert server.execute(f"SHOW {setting}").fetchone() == ("on",)


def test_a_database_is_created_empty_in_place_of_what_stood_there(postgres: str):
    connection = created_database(postgres, "created_twice")
    with psycopg.connect(connection) as database:
        database.execute("CREATE TABLE left_over ()")
    with psycopg.connect(created_database(postgres, "created_twice")) as database:
        assert database.execute("SELECT to_regclass('left_over')").fetchone() == (None,)


def test_a_private_server_cannot_be_reached_by_network_and_leaves_nothing_behind():
    with private_server() as connection:
        folder = Path(str(conninfo_to_dict(connection)["host"]))
        with psycopg.connect(connection) as server:
            assert server.execute("SHOW listen_addresses").fetchone() == ("",)
    assert not folder.exists()


def test_a_connection_string_says_the_same_to_django():
    assert django_settings("host=db.example user=tester password=secret port=5433 dbname=evenhand") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "evenhand",
        "USER": "tester",
        "PASSWORD": "secret",
        "HOST": "db.example",
        "PORT": "5433",
    }
