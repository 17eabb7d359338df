WITH near (code, low, middle, high, own) AS (VALUES {near}),
nearest AS (
    SELECT o.id, o.title, CASE o.isced_code WHEN '3' THEN n.low WHEN '4' THEN n.middle ELSE n.high END AS points
    FROM near n {offerings} ORDER BY points DESC, o.id LIMIT 30),
scored AS (
    SELECT 'educationoffering_' || f.id AS cursor, f.title, e.starts_on, f.points + CASE WHEN e.id IS NULL THEN 0 ELSE
            CASE WHEN e.is_distance OR e.municipality_code = '1480' THEN 1500 WHEN e.municipality_code = '1490' THEN 1050 ELSE 0 END
            + CASE WHEN e.starts_on > '{by}' THEN 0 WHEN e.ends_on > '{by}' THEN 500 ELSE 1000 END
            + CASE WHEN e.pace_percent <= 25 THEN 500 WHEN e.pace_percent <= 50 THEN 350 WHEN e.pace_percent <= 75 THEN 150 ELSE 0 END
            + CASE WHEN e.fee_minor <= 0 THEN 500 ELSE 0 END END AS score
    FROM nearest f {events}
    UNION ALL
    SELECT 'effort_' || f.id, f.title, z.starts_on, n.own + CASE WHEN z.municipality_code = '1480' THEN 1500 ELSE 0 END
            + CASE WHEN z.starts_on > '{by}' THEN 0 WHEN z.ends_on > '{by}' THEN 500 ELSE 1000 END + 500
    FROM near n {efforts} {occasions}),
best AS (
    SELECT scored.*, ROW_NUMBER() OVER (PARTITION BY cursor ORDER BY score DESC, starts_on) AS nth FROM scored)
SELECT {list}({object}('cursor', x.cursor, 'title', x.title, 'startsOn', x.starts_on, 'score', x.score)) AS answer
FROM (SELECT * FROM best WHERE nth = 1 ORDER BY score DESC, cursor LIMIT 20) x
