SELECT {object}('title', e.title, 'status', e.status, 'path', e.path, 'goals', e.goals, 'followUpWaiver', e.follow_up_waiver,
    'provider', {json}((SELECT {object}('name', g.name) FROM organisations g WHERE g.id = e.provider_id)),
    'needs', {json}((SELECT {list}({object}('title', n.title, 'status', n.status, 'reportedOn', n.reported_on, 'peopleNeeded', n.people_needed,
        'followUp', n.follow_up,
        'signals', {json}((SELECT {list}({object}('title', s.title, 'capturedOn', s.captured_on)) FROM (
            SELECT * FROM signal_links WHERE need_id = n.id ORDER BY id LIMIT 10) k JOIN signals s ON s.id = k.signal_id)),
        'endorsements', {json}((SELECT {list}({object}('decidedOn', x.decided_on, 'reference', x.reference, 'text', x.text, 'status', x.status,
            'votesFor', x.votes_for, 'votesAgainst', x.votes_against, 'meeting', {object}('title', x.title, 'meetsOn', x.meets_on),
            'votes', {json}((SELECT {list}({object}('choice', v.choice, 'organisation', {object}('name', g.name),
                    'membership', {object}('standing', b.standing, 'mandateFrom', b.mandate_from))) FROM (
                SELECT * FROM decision_votes WHERE decision_id = x.decision_id ORDER BY id LIMIT 20) v
                JOIN organisations g ON g.id = v.organisation_id JOIN memberships b ON b.id = v.membership_id))))
            FROM (SELECT r.decided_on, r.reference, r.decision_id, d.text, d.status, d.votes_for, d.votes_against, m.title, m.meets_on
                FROM endorsements r JOIN council_decisions d ON d.id = r.decision_id JOIN council_meetings m ON m.id = d.meeting_id
                WHERE r.need_id = n.id ORDER BY r.id LIMIT 10) x)),
        'transitions', {json}((SELECT {list}({object}('from', t.from_status, 'to', t.to_status, 'takenOn', t.taken_on)) FROM (
            SELECT * FROM need_transitions WHERE need_id = n.id ORDER BY id LIMIT 20) t)),
        'scores', {json}((SELECT {list}({object}('score', c.score, 'scoredOn', c.scored_on, 'rationale', c.rationale,
            'recomputed', c.weight_volume * c.volume + c.weight_urgency * c.urgency + c.weight_substitutability_gap * c.substitutability_gap
                + c.weight_endorsements * c.endorsements + c.weight_equality_effect * c.equality_effect
                - c.weight_existing_supply * c.existing_supply,
            'terms', {array}(
                {object}('ground', 'VOLUME', 'input', c.volume, 'weight', c.weight_volume, 'term', c.term_volume),
                {object}('ground', 'URGENCY', 'input', c.urgency, 'weight', c.weight_urgency, 'term', c.term_urgency),
                {object}('ground', 'SUBSTITUTABILITY_GAP', 'input', c.substitutability_gap, 'weight', c.weight_substitutability_gap,
                    'term', c.term_substitutability_gap),
                {object}('ground', 'ENDORSEMENTS', 'input', c.endorsements, 'weight', c.weight_endorsements, 'term', c.term_endorsements),
                {object}('ground', 'EQUALITY_EFFECT', 'input', c.equality_effect, 'weight', c.weight_equality_effect,
                    'term', c.term_equality_effect),
                {object}('ground', 'EXISTING_SUPPLY', 'input', c.existing_supply, 'weight', c.weight_existing_supply,
                    'term', c.term_existing_supply)),
            'plan', {json}((SELECT {object}('year', q.year, 'edition', q.edition, 'status', q.status,
                'planGoals', {json}((SELECT {list}({object}('title', w.title, 'target', w.target, 'latestValue', w.latest_value)) FROM (
                    SELECT * FROM plan_goals WHERE plan_id = q.id ORDER BY id LIMIT 10) w)),
                'nextVersions', {json}((SELECT {list}({object}('year', o.year, 'edition', o.edition, 'status', o.status,
                    'priorities', {json}((SELECT {list}({object}('place', i.place, 'title', i.title)) FROM (
                        SELECT * FROM plan_priorities WHERE plan_id = o.id ORDER BY id LIMIT 10) i)),
                    'planGoals', {json}((SELECT {list}({object}('title', w.title, 'baseline', w.baseline, 'target', w.target,
                            'latestValue', w.latest_value)) FROM (
                        SELECT * FROM plan_goals WHERE plan_id = o.id ORDER BY id LIMIT 10) w))))
                    FROM (SELECT * FROM action_plans WHERE revises_id = q.id ORDER BY id LIMIT 3) o)))
                FROM action_plans q WHERE q.id = c.plan_id))))
            FROM (SELECT * FROM need_scores WHERE need_id = n.id ORDER BY id LIMIT 5) c)),
        'triage', {json}((SELECT {object}('path', t.path, 'score', t.score, 'rationale', t.rationale,
            'inputs', {object}('volume', t.volume, 'urgency', t.urgency, 'substitutabilityGap', t.substitutability_gap,
                'endorsements', t.endorsements, 'equalityEffect', t.equality_effect, 'existingSupply', t.existing_supply))
            FROM triages t WHERE t.need_id = n.id))))
        FROM (SELECT p.* FROM need_efforts y JOIN needs p ON p.id = y.need_id WHERE y.effort_id = e.id ORDER BY p.id LIMIT 10) n)),
    'procurements', {json}((SELECT {list}({object}('title', u.title, 'method', u.method, 'status', u.status, 'plannedOn', u.planned_on,
        'awardedOn', u.awarded_on, 'awardReason', u.award_reason, 'deliveredOn', u.delivered_on,
        'supplier', {json}((SELECT {object}('name', g.name) FROM organisations g WHERE g.id = u.supplier_id)),
        'quotes', {json}((SELECT {list}({object}('status', a.status, 'points', a.points, 'receivedOn', a.received_on,
                'amount', {object}('amount', CAST(a.amount_minor / 100 AS text) || '.00'), 'bidder', {object}('name', g.name))) FROM (
            SELECT * FROM quotes WHERE procurement_id = u.id ORDER BY id LIMIT 10) a JOIN organisations g ON g.id = a.bidder_id)),
        'contractVersions', {json}((SELECT {list}({object}('edition', v.edition, 'signedOn', v.signed_on,
                'amount', {object}('amount', CAST(v.amount_minor / 100 AS text) || '.00'))) FROM (
            SELECT * FROM contract_versions WHERE procurement_id = u.id ORDER BY id LIMIT 5) v))))
        FROM (SELECT p.* FROM procured_efforts y JOIN procurements p ON p.id = y.procurement_id WHERE y.effort_id = e.id
            ORDER BY p.id LIMIT 5) u)),
    'occasions', {json}((SELECT {list}({object}('startsOn', z.starts_on, 'endsOn', z.ends_on, 'capacity', z.capacity, 'status', z.status,
        'enrolments', {json}((SELECT {list}({object}('status', j.status, 'startedOn', j.started_on, 'endedOn', j.ended_on, 'minutes', j.minutes,
            'followUpDueOn', CASE j.status WHEN 'COMPLETED' THEN {due} END,
            'outcomes', {json}((SELECT {list}({object}('kind', o.kind, 'source', o.source, 'status', o.status, 'observedOn', o.observed_on)) FROM (
                SELECT * FROM outcomes WHERE enrolment_id = j.id ORDER BY id LIMIT 5) o))))
            FROM (SELECT * FROM enrolments WHERE occasion_id = z.id ORDER BY id LIMIT 20) j))))
        FROM (SELECT * FROM occasions WHERE effort_id = e.id ORDER BY id LIMIT 10) z))) AS answer
FROM efforts e WHERE e.id = '{id}'
