import gc

import pytest

from crawler.collector import hold_collector


def test_the_search_for_garbage_goes_on_after_a_document_that_could_not_be_read():
    with pytest.raises(ValueError, match="kapot"), hold_collector():
        assert not gc.isenabled()
        raise ValueError("kapot")
    assert gc.isenabled()


def test_a_search_that_somebody_switched_off_stays_off():
    gc.disable()
    try:
        with hold_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
