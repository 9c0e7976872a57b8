"""The recorded changes of postings that tell on the days up to one: what a province confirmed.

Each time something was written is one: an import, its undoing and the import again are three of each row. One
that begins, or an end that lies, after the day is none of them.
"""

from datetime import date

from django.db import connection

TELLING = """
SELECT pgh_id FROM (
  SELECT pgh_id, pgh_label, inside, said, lag(inside) OVER events AS was_inside,
         lag(said) OVER events AS was_said
    FROM (SELECT pgh_id, pgh_label, pgh_obj_id, province_id, starts_on <= %s AS inside,
                 jsonb_build_array(officer_id, force, commune_id, post, starts_on, decision_number,
                   decision_date, CASE WHEN ends_on <= %s THEN ends_on END) AS said
            FROM deployment_assignmentevent {where}) AS event
  WINDOW events AS (PARTITION BY province_id, pgh_obj_id ORDER BY pgh_id)) AS change
 WHERE (inside OR was_inside)
   AND (pgh_label = 'delete' OR was_said IS NULL OR said <> was_said OR inside <> was_inside)
"""


def telling(day: date, province: int | None = None) -> tuple[str, list[date | int]]:
    """Give the query of their numbers, with its parameters; of one province (by id), or of all."""
    where = "" if province is None else "WHERE province_id = %s"
    return TELLING.format(where=where), [day, day, *([] if province is None else [province])]


def times_written(day: date, province: int) -> int:
    """Count them in one province."""
    query, parameters = telling(day, province)
    return int(_one(f"SELECT count(*) FROM ({query}) AS counted", parameters))


def first_of_newest(day: date, province: int, count: int) -> int:
    """Give the number of the oldest of the `count` newest in a province; there must be as many."""
    query, parameters = telling(day, province)
    return int(_one(f"{query} ORDER BY pgh_id DESC LIMIT 1 OFFSET %s", [*parameters, count - 1]))


def _one(query: str, parameters: list[date | int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return int(cursor.fetchone()[0])
