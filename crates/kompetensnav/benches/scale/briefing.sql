WITH steps AS (
    SELECT t.need_id, t.from_status, t.to_status, t.taken_on, ROW_NUMBER() OVER (PARTITION BY t.need_id ORDER BY t.taken_on, t.id) AS nth,
        ROW_NUMBER() OVER (PARTITION BY t.need_id ORDER BY t.taken_on DESC, t.id DESC) AS back
    FROM need_transitions t WHERE t.council_id = '{council}' AND t.taken_on >= '{since}' AND t.taken_on < '{until}'),
ways AS MATERIALIZED (
    SELECT need_id, MAX(CASE WHEN nth = 1 THEN from_status END) AS was, MAX(CASE WHEN back = 1 THEN to_status END) AS is_now, MAX(taken_on) AS day
    FROM steps GROUP BY need_id)
SELECT {object}('since', '{since}', 'until', '{until}',
    'needsByIndustry', {json}((SELECT {list}({object}('industry', x.sni_code, 'needs', x.needs, 'peopleNeeded', x.people)) FROM (
        SELECT n.sni_code, COUNT(*) AS needs, SUM(n.people_needed) AS people FROM needs n
        WHERE n.council_id = '{council}' AND n.reported_on >= '{since}' AND n.reported_on < '{until}' GROUP BY n.sni_code) x)),
    'signalsByIndustry', {json}((SELECT {list}({object}('industry', x.sni_code, 'signals', x.signals)) FROM (
        SELECT s.sni_code, COUNT(*) AS signals FROM signals s
        WHERE s.council_id = '{council}' AND s.captured_on >= '{since}' AND s.captured_on < '{until}' GROUP BY s.sni_code) x)),
    'newNeeds', {json}((SELECT {list}({object}('title', x.title, 'reportedOn', x.reported_on)) FROM (
        SELECT * FROM needs n WHERE n.council_id = '{council}' AND n.reported_on >= '{since}' AND n.reported_on < '{until}'
        ORDER BY n.reported_on DESC, n.id DESC LIMIT 20) x)),
    'newSignals', {json}((SELECT {list}({object}('title', x.title, 'capturedOn', x.captured_on)) FROM (
        SELECT * FROM signals s WHERE s.council_id = '{council}' AND s.captured_on >= '{since}' AND s.captured_on < '{until}'
        ORDER BY s.captured_on DESC, s.id DESC LIMIT 20) x)),
    'moves', {json}((SELECT {list}({object}('from', x.was, 'to', x.is_now, 'needs', x.needs)) FROM (
        SELECT was, is_now, COUNT(*) AS needs FROM ways WHERE was <> is_now GROUP BY was, is_now) x)),
    'progress', {json}((SELECT {list}({object}('statusThen', x.was, 'statusNow', x.is_now, 'changedOn', x.day, 'title', x.title)) FROM (
        SELECT w.was, w.is_now, w.day, n.title FROM ways w JOIN needs n ON n.id = w.need_id WHERE w.was <> w.is_now
        ORDER BY w.day DESC LIMIT 20) x)),
    'decisions', {json}((SELECT {list}({object}('text', x.text, 'decidedOn', x.decided_on)) FROM (
        SELECT * FROM council_decisions d WHERE
            (d.council_id = '{council}' AND d.industry_council_id IS NULL AND d.status = 'ADOPTED' AND d.decided_on < '{until}')
            OR (d.council_id = '{council}' AND d.industry_council_id IS NULL AND d.executed_on >= '{since}' AND d.decided_on < '{until}')
        ORDER BY d.decided_on DESC, d.id DESC LIMIT 20) x)),
    'goals', {json}((SELECT {list}({object}('title', x.title, 'target', x.target, 'valueThen', x.value_then, 'valueNow', x.value_now)) FROM (
        SELECT w.title, w.target,
            COALESCE(
                (SELECT r.value FROM goal_readings r WHERE r.goal_id = w.id AND r.noted_on < '{since}' ORDER BY r.noted_on DESC LIMIT 1),
                (SELECT r.value FROM goal_readings r WHERE r.goal_id = w.earlier_id AND r.noted_on < '{since}' ORDER BY r.noted_on DESC LIMIT 1)
            ) AS value_then,
            COALESCE(
                (SELECT r.value FROM goal_readings r WHERE r.goal_id = w.id AND r.noted_on < '{until}' ORDER BY r.noted_on DESC LIMIT 1),
                (SELECT r.value FROM goal_readings r WHERE r.goal_id = w.earlier_id AND r.noted_on < '{until}' ORDER BY r.noted_on DESC LIMIT 1)
            ) AS value_now
        FROM action_plans q JOIN plan_goals w ON w.plan_id = q.id
        WHERE q.council_id = '{council}' AND q.in_force_from <= '{until}' AND (q.ended_on IS NULL OR q.ended_on > '{until}')
        ORDER BY w.due_on, w.id LIMIT 20) x))) AS answer
