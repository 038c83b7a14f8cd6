from dossier.model.demand import Verdict
from matcher.asked import read_asked
from matcher.floor import Floor, find_floor
from matcher.judge import judge_pair
from tests.matcher.people import FULL_TIME, LOW_PAY, OFFICE, TODAY, WAREHOUSE, anna, posting


def floor_of(vacancy, *, own_trade=False, **person):
    return find_floor(
        judge_pair(anna(**person), vacancy, on=TODAY), telework=read_asked(vacancy).telework, own_trade=own_trade
    )


def test_what_may_suit_has_no_ground():
    assert floor_of(OFFICE, limitations=[]) == (Floor.MAY_SUIT, "")


def test_what_exceeds_stands_last_and_says_so():
    floor, ground = floor_of(WAREHOUSE)
    assert (floor, "grens heen" in ground) == (Floor.EXCEEDS, True)


def test_hours_that_do_not_fit_stand_last():
    floor, ground = floor_of(FULL_TIME)
    assert (floor, ground) == (Floor.EXCEEDS, "De uren passen niet: daarom staat deze vacature onderaan.")


def test_too_little_pay_stands_low_but_not_last():
    floor, ground = floor_of(LOW_PAY, max_hours_per_week=None)
    assert (floor, "65%" in ground) == (Floor.PROBABLY_NOT, True)


def test_too_long_a_journey_stands_low_unless_the_work_can_be_done_at_home():
    far = posting(7, "Telefonist", "Je neemt de telefoon op.", place="Groningen")
    home = far.model_copy(update={"description": "Je neemt de telefoon op. Thuiswerken is mogelijk."})
    assert floor_of(far, limitations=[])[0] is Floor.PROBABLY_NOT
    assert floor_of(home, limitations=[]) == (Floor.MAY_SUIT, "")


def test_what_an_occupation_usually_asks_puts_only_the_own_trade_low():
    silent = posting(8, "Magazijnmedewerker", "Je werkt in ons magazijn.", hours_min=20, hours_max=24)
    assert judge_pair(anna(), silent, on=TODAY).worst is Verdict.PROBABLY_EXCEEDED
    assert floor_of(silent)[0] is Floor.MAY_SUIT
    assert floor_of(silent, own_trade=True)[0] is Floor.PROBABLY_NOT


def test_the_own_trade_that_names_what_is_limited_stands_low():
    care = posting(6, "Verzorgende", "Je werkt met mensen met dementie.", hours_min=20, hours_max=24)
    limited = [{"item": "2.12.2", "level": 1}]
    assert floor_of(care, limitations=limited)[0] is Floor.MAY_SUIT
    assert floor_of(care, limitations=limited, own_trade=True)[0] is Floor.PROBABLY_NOT
