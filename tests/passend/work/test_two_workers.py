from tests.passend.work.two_workers import effects, run_two


def test_two_workers_do_every_job_once_though_one_is_killed(shared, tmp_path):
    run_two(shared, tmp_path, 20, kills=1, pause=0.05, seed=8, most=60)
    assert sorted(job for job, _ in effects(shared)) == sorted(f"note {place}" for place in range(20))
