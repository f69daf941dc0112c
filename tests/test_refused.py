"""What an S3 service refuses: with credentials that it does not take, and with such as have not every right."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

import pytest

from editions import letter
from remotes import Bucket, apart, bucket, copies, environment, letters, service

__all__ = ["bucket", "copies", "environment"]  # fixtures

KNOWN = "the secret does not belong to the access key: check AWS_SECRET_ACCESS_KEY"
UNSAID = (
    "see which credentials are used (for s3: AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)"
)


class Keys(NamedTuple):
    """The credentials of a user of the service."""

    key: str
    secret: str


def user(name: str, *rights: str) -> Keys:
    """A new user of the service who has *rights* to everything."""
    iam = pytest.importorskip("boto3").client("iam", endpoint_url=service())
    iam.create_user(UserName=name)
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": rights, "Resource": "*"}]}
    iam.put_user_policy(UserName=name, PolicyName="rights", PolicyDocument=json.dumps(policy))
    made = iam.create_access_key(UserName=name)["AccessKey"]
    return Keys(made["AccessKeyId"], made["SecretAccessKey"])


@pytest.fixture(scope="module")
def users(environment: None) -> dict[str, Keys]:
    """Who may do everything, who may read, who has the wrong secret, and who is not known."""
    everything = user("everything", "s3:*")
    return {
        "everything": everything,
        "reader": user("reader", "s3:GetObject", "s3:ListBucket"),
        "wrong secret": Keys(everything.key, "wrong"),
        "unknown": Keys("AKIA0000000000000000", "wrong"),
    }


@pytest.fixture
def strict(users: dict[str, Keys], bucket: Bucket, tmp_path: Path) -> Iterator[Bucket]:
    """A bucket with letters, and others on this machine, while the service looks at credentials and rights."""
    letters(bucket)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "d1.txt").write_text(letter(1), "utf-8")
    urlopen(Request(f"{service()}/moto-api/reset-auth", b"0", {"Content-Type": "text/plain"})).close()
    yield bucket
    urlopen(Request(f"{service()}/moto-api/reset-auth", b"inf", {"Content-Type": "text/plain"})).close()


@pytest.mark.parametrize(
    ("who", "words", "status", "said", "hint"),
    [
        ("everything", "build {}/edition.toml", 0, "", ""),
        ("wrong secret", "build {}/edition.toml", 2, "{}/edition.toml may not be read", UNSAID),
        ("wrong secret", "build {}/in/*.txt -o out", 3, "{}/in may not be listed", KNOWN),
        ("wrong secret", "encode in -o {}/out", 3, "{}/out may not be listed", KNOWN),
        ("wrong secret", "build in -o {}/out", 3, "{}/out/.tei may not be listed", KNOWN),
        ("wrong secret", "build in -o out --persons {}/persons.csv", 2, "{}/persons.csv may not be read", UNSAID),
        ("unknown", "encode {}/in/*.txt -o out", 3, "{}/in may not be listed", "the access key is not known there"),
        ("reader", "encode {}/in -o out", 0, "", ""),
        ("reader", "encode in -o {}/out", 3, "{}/out/d1.xml may not be written", "ask for s3:PutObject"),
        ("reader", "build {}/edition.toml", 3, "hold.000001 may not be written", "ask for s3:PutObject"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_what_to_do(
    who: str,
    words: str,
    status: int,
    said: str,
    hint: str,
    users: dict[str, Keys],
    strict: Bucket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", users[who].key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", users[who].secret)
    done, err = apart(*words.replace("{}", str(strict)).split())
    assert done == status, err
    if status:
        assert said.replace("{}", str(strict)) in err
        assert hint in err.partition("\nhint: ")[2]
        assert "Traceback" not in err
        assert not Path("out").exists() or not any(path.is_file() for path in Path("out").rglob("*"))


def test_a_profile_that_there_is_not_is_told(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    status, err = apart("encode", f"{bucket}/in", "-o", "out")
    assert (status, "(nobody) could not be found\nhint: give them" in err) == (3, True), err
