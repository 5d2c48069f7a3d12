"""A run of three months, so small that what is true of it can be seen: for the tests of the checker."""

from __future__ import annotations

import json
from pathlib import Path

PERCENTILES = "p05,p10,p25,p50,p75,p90,p95"
MANIFEST = {
    "version": "1.0", "title": "Kent", "council": "Kent", "start": "2023-09-30", "months": 3, "trials": 200, "seed": 1, "too_few_trials": "",
    "options": [{"id": "baseline", "title": "Baseline"}, {"id": "more", "title": "More"}, {"id": "idle", "title": "Idle"}],
    "measures": [{"id": "vacancy_rate", "title": "Vacancy rate", "unit": "share"}, {"id": "cost.total", "title": "Total cost", "unit": "GBP"}],
}
FILES = {
    "monthly.csv": f"option,team,month,measure,unit,mean,{PERCENTILES},standard_error\n"
    "baseline,,2023-09,vacancy_rate,share,0.16,0.16,0.16,0.16,0.16,0.16,0.16,0.16,0\n"
    "baseline,,2023-10,vacancy_rate,share,0.16,0.13,0.14,0.15,0.161,0.18,0.20,0.21,0.001\n"
    "baseline,,2023-11,vacancy_rate,share,0.18,0.15,0.16,0.17,0.18,0.2,0.22,0.23,0.001\n"
    "baseline,,2023-12,vacancy_rate,share,0.2,0.15,0.18,0.19,0.2,0.22,0.24,0.25,0.001\n"
    "more,,2023-12,vacancy_rate,share,0.18,0.15,0.16,0.17,0.18,0.2,0.22,0.23,0.001\n"
    "idle,,2023-12,vacancy_rate,share,0.2,0.15,0.18,0.19,0.2,0.22,0.24,0.25,0.001\n",
    "differences.csv": f"option,team,month,measure,unit,mean,{PERCENTILES},probability_lower,probability_higher,standard_error,against\n"
    "more,,2023-12,vacancy_rate,share,-0.02,-0.035,-0.03,-0.025,-0.02,-0.015,-0.01,-0.002,0.97,0.03,0.001,baseline\n"
    "idle,,2023-12,vacancy_rate,share,0,0,0,0,0,0,0,0,0,0,0,baseline\n",
    "differences_total.csv": f"option,team,month,measure,unit,mean,{PERCENTILES},probability_lower,probability_higher,standard_error,against\n"
    "more,,2023-12,cost.total,GBP,900000,-600000,-400000,100000,900000,1500000,2100000,2500000,0.22,0.78,1,baseline\n"
    "idle,,2023-12,cost.total,GBP,0,0,0,0,0,0,0,0,0,0,0,baseline\n",
    "net_cost.csv": f"option,month,unit,mean,{PERCENTILES},probability_lower,probability_higher,standard_error,paid_back_share,against\n"
    "more,2023-10,GBP,0,0,0,0,0,0,0,0,0,0,0,0.1,baseline\n"
    "more,2023-11,GBP,0,0,0,0,0,0,0,0,0,0,0,0.5,baseline\n"
    "more,2023-12,GBP,900000,-600000,-400000,100000,900000,1500000,2100000,2500000,0.22,0.78,1,0.6,baseline\n",
    "present_cost.csv": f"option,unit,mean,{PERCENTILES},probability_lower,probability_higher,standard_error,mean_cost_of_levers,against\n"
    "more,GBP,800000,-500000,-300000,100000,800000,1400000,1900000,2300000,0.22,0.78,1,0,baseline\n",
    "targets.csv": "option,target,team,measure,by,month,chance,chance_by_then,standard_error\n"
    "baseline,vacancy_rate below 0.12 by 2023-12,,vacancy_rate,2023-12,2023-12,0.08,0.1,0.01\n"
    "more,vacancy_rate below 0.12 by 2023-12,,vacancy_rate,2023-12,2023-12,0.15,0.2,0.01\n"
    "idle,vacancy_rate below 0.12 by 2023-12,,vacancy_rate,2023-12,2023-12,0.08,0.1,0.01\n",
    "scenario.toml": 'title = "Kent"\n',
}


def write(folder: Path) -> None:
    """Writes the files of the run."""
    (folder / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
