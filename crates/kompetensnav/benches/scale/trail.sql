SELECT {object}('title', e.title, 'status', e.status,
    'needs', (SELECT {list}({object}('title', n.title, 'status', n.status, 'reportedOn', n.reported_on, 'peopleNeeded', n.people_needed,
        'endorsements', {json}((SELECT {list}({object}('decidedOn', x.decided_on, 'reference', x.reference, 'text', x.text, 'status', x.status,
            'votesFor', x.votes_for, 'votesAgainst', x.votes_against, 'meeting', x.title, 'meetsOn', x.meets_on,
            'votes', {json}((SELECT {list}({object}('choice', v.choice, 'organisation', g.name)) FROM (
                SELECT * FROM decision_votes WHERE decision_id = x.decision_id ORDER BY id LIMIT 20) v JOIN organisations g ON g.id = v.organisation_id))))
            FROM (SELECT r.decided_on, r.reference, r.decision_id, d.text, d.status, d.votes_for, d.votes_against, m.title, m.meets_on
                FROM endorsements r JOIN council_decisions d ON d.id = r.decision_id JOIN council_meetings m ON m.id = d.meeting_id
                WHERE r.need_id = n.id ORDER BY r.id LIMIT 10) x)),
        'transitions', {json}((SELECT {list}({object}('from', t.from_status, 'to', t.to_status, 'takenOn', t.taken_on)) FROM (
            SELECT * FROM need_transitions WHERE need_id = n.id ORDER BY id LIMIT 20) t)),
        'signals', {json}((SELECT {list}({object}('title', s.title, 'capturedOn', s.captured_on)) FROM (
            SELECT * FROM signal_links WHERE need_id = n.id ORDER BY id LIMIT 10) k JOIN signals s ON s.id = k.signal_id))))
        FROM (SELECT p.* FROM need_efforts y JOIN needs p ON p.id = y.need_id WHERE y.effort_id = e.id ORDER BY p.id LIMIT 10) n),
    'occasions', {json}((SELECT {list}({object}('startsOn', z.starts_on, 'endsOn', z.ends_on, 'capacity', z.capacity, 'status', z.status)) FROM (
        SELECT * FROM occasions WHERE effort_id = e.id ORDER BY id LIMIT 10) z))) AS answer
FROM efforts e WHERE e.id = '{id}'
