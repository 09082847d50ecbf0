"""Who asks while schemathesis runs: an owner and an operator of a simulated server, signed in through its own routes.

Keys are fresh in three calls of four, ids name something in every other call: otherwise hardly a request would come past the first
check. Nothing here decides what is wrong: the checks do."""

import itertools
import os
import time
import uuid

import requests
import schemathesis

API = os.environ["XINBAO_API"]
PASSWORD = "Right-pass1"
FIRST = "First-pass1"

FIRMS = [
    ("示例进出口有限公司", "91330782TE5T00016T", "示例甲", "resident_id", "330782190101010013", "19900000001"),
    ("示例贸易有限公司", "91330782TE5T00024M", "示例乙", "passport", "E00000001", "19900000002"),
]

count = itertools.count()


def uuid7():
    milliseconds = time.time_ns() // 1_000_000
    chance = uuid.uuid4().int & ((1 << 74) - 1)
    high, low = chance >> 62, chance & ((1 << 62) - 1)
    return str(uuid.UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low))


def post(path, body, token=None):
    headers = {"Idempotency-Key": uuid7()}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    answer = requests.post(API + path, json=body, headers=headers, timeout=30)
    assert answer.ok, f"{path}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else {}


def get(path):
    return requests.get(API + path, timeout=30).json()


def register(firm):
    company, uscc, representative, kind, number, mobile = firm
    values = {
        "company_name": company, "uscc": uscc, "legal_rep_name": representative,
        "legal_rep_doc_type": kind, "legal_rep_doc_no": number,
    }
    device = {"acknowledged": ["RID_AGE_HIGH"], "device": uuid7()}
    token = post("/yw/registrations/verify", {**values, **device})["verification_token"]
    post("/sms/send", {"purpose": "registration", "verification_token": token, "mobile": mobile})
    sent = [message for message in get("/sim/outbox")["messages"] if message["mobile"] == mobile]
    code = sent[-1]["text"].split("验证码 ")[1][:6]
    company = {
        "verification_token": token, "password": PASSWORD, "password_repeat": PASSWORD, "contact_name": "示例乙",
        "mobile": mobile, "sms_code": code, "registered_address": "浙江省义乌市示例路1号", "services": ["yw"],
        "agreement_version": "1.0",
    }
    return post("/yw/registrations/activate", {**values, **company})["account_id"]


def sign_in(name, password):
    captcha = get("/auth/captcha")["id"]
    shown = get(f"/sim/captcha/{captcha}")["text"]
    return post("/auth/login", {
        "mode": "user", "name": name, "password": password, "captcha_id": captcha, "captcha": shown, "device": uuid7(),
    })["tokens"]["access_token"]


ACCOUNTS = [register(firm) for firm in FIRMS]
OWNER = sign_in(FIRMS[0][1], PASSWORD)
OPERATOR = sign_in("admin", FIRST)
post("/auth/password/change", {"old_password": FIRST, "new_password": PASSWORD, "password_repeat": PASSWORD}, OPERATOR)
NOTICE = post("/ops/notices", {
    "kind": "notice", "title": "维护", "text": "今晚维护", "from": "2026-01-01", "to": "2999-12-31",
}, OPERATOR)["id"]


@schemathesis.hook
def before_call(context, case, kwargs):
    turn = next(count)
    headers = case.headers if isinstance(case.headers, dict) or hasattr(case.headers, "update") else {}
    path = case.operation.path
    # Whoever signs out with a token that lives ends the others' requests.
    if path != "/auth/logout" and turn % 8 != 7:
        headers["Authorization"] = f"Bearer {OPERATOR if path.startswith('/ops/') else OWNER}"
    if turn % 4 != 3:
        headers["Idempotency-Key"] = uuid7()
    case.headers = headers
    if case.path_parameters and "session_id" in case.path_parameters:
        # It remembers the sessions that the list of devices names, and would end ours.
        case.path_parameters["session_id"] = uuid7()
    if turn % 2 == 0 and case.path_parameters and "id" in case.path_parameters:
        # The second firm may be suspended or closed: nobody asks as that one.
        case.path_parameters["id"] = NOTICE if "notices" in path else ACCOUNTS[1]


@schemathesis.serializer("application/offset+octet-stream")
def pieces_of_a_file(context, value):
    """What is put behind an upload: bytes as they are."""
    return value if isinstance(value, bytes) else str(value).encode()
