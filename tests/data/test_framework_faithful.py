#!/usr/bin/python3
"""The shipped frameworks say what the calculator says, and what follows from it comes out.

The calculator (tests/fixtures/csf_calculator.csv) holds the 48 criteria and 235 rungs of the Cloud
Sovereignty Framework with both official weight sets. This test compares every field of
data/frameworks/ec-csf.yaml with it, as text, and computes from the YAML alone, in exact decimals,
the figures that are known of the whole. It also looks at the quarters that some providers publish
instead, and at the tender model. Last it alters copies of the data and expects to notice.

    test_framework_faithful.py [DATA_FOLDER]
"""
import copy
import glob
import os
import re
import sys
from decimal import Decimal

from test_profiles_faithful import (CONFIDENCE, DATA, DATE, FIXTURES, Tally, alter, drop, read_csv,
                                    read_yaml)

WEIGHTS = {'2025-10': [15, 10, 10, 15, 20, 15, 10, 5],
           '2026-06': [20, 10, 10, 15, 10, 15, 15, 5]}
COLUMNS = {'2025-10': 'weight_2025_10', '2026-06': 'weight_2026_06'}
OBJECTIVES = ['SOV-%d' % n for n in range(1, 9)]
MAXIMA = ['1000.03', '1002', '1000', '1002', '1001', '1000', '1001', '1000']
SEALS = ['SEAL-%d' % n for n in range(5)]
SEAL_NAMES = {
    '2025-10': ['No sovereignty', 'Jurisdictional', 'Data', 'Digital resilience', 'Full digital'],
    '2026-06': ['No sovereignty', 'Jurisdictional', 'Data', 'Technological', 'Full digital']}
# The lowest score that goes with an overall SEAL of 1, 2, 3, 4, in per cent.
LOWEST = {'2025-10': ['10.2', '38.0', '53.0', '78.2'], '2026-06': ['10.5', '37.6', '52.7', '75.4']}
NEVER_BIND = ['SOV-1.2', 'SOV-1.4', 'SOV-1.5', 'SOV-1.6', 'SOV-1.7', 'SOV-2.5', 'SOV-5.3',
              'SOV-7.2', 'SOV-8.4']
# Where the source is odd, and what the note must speak of.
ODD = {'SOV-1.6': 'blank', 'SOV-1.7': '83.34', 'SOV-2.4': 'revenue', 'SOV-4.6': 'SOV-1.8',
       'SOV-5.2': 'code', 'SOV-7.1': 'EAL', 'SOV-8.2': 'rung 4', 'SOV-8.3': 'rung 4',
       'SOV-8.4': 'rung 4'}
DUPLICATED = '(label duplicated in source)'
# holder, partners, our providers, scope, SEAL
AWARDS = {
    'post-telecom': ('Post Telecom', ['OVHcloud', 'Clever Cloud'], ['ovhcloud'], 'group', '3'),
    'stackit': ('STACKIT', [], [], 'own_bid', '3'),
    'scaleway': ('Scaleway', [], ['scaleway'], 'own_bid', '3'),
    'proximus': ('Proximus', ['S3NS', 'Clarence', 'Mistral'], [], 'group', '2')}
SAFESPRING = [4, 4, 4, 4, 2, 3, 4, 4]
SAFESPRING_SCORES = {'2025-10': '86.25', '2026-06': '91.25'}


# ---- reading a framework -------------------------------------------------------------------------

def criteria_of(framework):
    """All criteria of a framework, by id."""
    return {criterion_id: criterion for objective in framework['objectives'].values()
            for criterion_id, criterion in objective['criteria'].items()}


def best_of(criterion):
    return list(criterion['rungs'])[-1]


def score(framework, edition, chosen):
    """The score in per cent of one rung for each criterion."""
    weights = framework['editions'][edition]['weights']
    total = Decimal(0)
    for objective_id, objective in framework['objectives'].items():
        points = sum(Decimal(criterion['rungs'][chosen[criterion_id]]['value'])
                     for criterion_id, criterion in objective['criteria'].items())
        total += points / Decimal(framework['full']) * Decimal(weights[objective_id])
    return total


def seal(framework, chosen):
    return min(int(criterion['rungs'][chosen[criterion_id]]['seal'])
               for criterion_id, criterion in criteria_of(framework).items())


def bilingual(where, text):
    if not isinstance(text, dict) or sorted(text) != ['en', 'fr']:
        yield '%s: wants English and French' % where
        return
    for language, words in text.items():
        if not words.strip() or words != words.strip():
            yield '%s: %s is empty or has blanks around it' % (where, language)


def labels_problems(where, item):
    """Every text in two languages, at whatever depth, has both."""
    for key, value in item.items():
        if key in ('name', 'note', 'label', 'asks', 'looks_at', 'meaning', 'offer', 'differ'):
            yield from bilingual('%s.%s' % (where, key), value)
        elif key in ('seals', 'expects') and all(isinstance(v, dict) and 'en' in v
                                                 for v in value.values()):
            for level, words in value.items():
                yield from bilingual('%s.%s.%s' % (where, key, level), words)
        elif isinstance(value, dict):
            yield from labels_problems('%s.%s' % (where, key), value)


# ---- the cases: each yields what is wrong --------------------------------------------------------

def head_problems(framework):
    expected = {'bascule': 'framework/1', 'id': 'ec-csf', 'short': 'CSF', 'full': '1000',
                'edition': '2026-06', 'official': ['sec.csf_seal', 'sec.ec_sovereign_tender']}
    for key, value in expected.items():
        if framework.get(key) != value:
            yield '%s: %s' % (key, framework.get(key))
    if list(framework['objectives']) != OBJECTIVES:
        yield 'objectives %s' % list(framework['objectives'])
    if list(framework['editions']) != sorted(WEIGHTS):
        yield 'editions %s' % list(framework['editions'])
    if list(framework['seals']) != SEALS:
        yield 'levels %s' % list(framework['seals'])


def expected_label(row):
    """Our label is the calculator's; where that repeats one we say between what it stands."""
    if row['meaning'] != DUPLICATED:
        return row['meaning']
    number = int(row['rung'])
    return 'between %d and %d: the source repeats a label here' % (number - 1, number + 1)


def criterion_problems(criterion_id, criterion, rows):
    if criterion['asks']['en'] != rows[0]['topic']:
        yield '%s: asks "%s"' % (criterion_id, criterion['asks']['en'])
    if list(criterion['rungs']) != [row['rung'] for row in rows]:
        yield '%s: rungs %s' % (criterion_id, list(criterion['rungs']))
        return
    for row in rows:
        rung, where = criterion['rungs'][row['rung']], '%s rung %s' % (criterion_id, row['rung'])
        if rung.keys() != {'value', 'seal', 'label'}:
            yield '%s: keys %s' % (where, list(rung))
        if (rung['value'], rung['seal']) != (row['value'], row['seal']):
            yield '%s: value %s, SEAL %s' % (where, rung['value'], rung['seal'])
        if rung['label']['en'] != expected_label(row):
            yield '%s: label "%s"' % (where, rung['label']['en'])
    for key, kind in (('value', Decimal), ('seal', int)):
        found = [kind(rung[key]) for rung in criterion['rungs'].values()]
        if found != sorted(found):
            yield '%s: %ss fall from rung to rung' % (criterion_id, key)


def rungs_problems(framework, objective_id, rows):
    criteria = framework['objectives'][objective_id]['criteria']
    mine = [row for row in rows if row['objective'] == objective_id]
    ids = list(dict.fromkeys(row['criterion'] for row in mine))
    if list(criteria) != ids:
        yield 'criteria %s, expected %s' % (list(criteria), ids)
    for criterion_id in criteria.keys() & set(ids):
        yield from criterion_problems(criterion_id, criteria[criterion_id],
                                      [row for row in mine if row['criterion'] == criterion_id])


def weights_problems(framework, edition, rows):
    weights = framework['editions'][edition]['weights']
    if list(weights) != OBJECTIVES:
        yield 'weights of %s' % list(weights)
    for objective_id, weight in zip(OBJECTIVES, WEIGHTS[edition]):
        if weights.get(objective_id) != str(weight):
            yield '%s: %s, expected %d' % (objective_id, weights.get(objective_id), weight)
    for row in rows:
        if Decimal(weights.get(row['objective'], 0)) != 100 * Decimal(row[COLUMNS[edition]]):
            yield '%s: not the weight of the calculator' % row['criterion']
    if sum(map(Decimal, weights.values())) != 100:
        yield 'the weights do not sum to 100'


def names_problems(framework, edition):
    seals = framework['editions'][edition]['seals']
    if list(seals) != SEALS:
        yield 'levels %s' % list(seals)
    found = [name['en'] for name in seals.values()]
    if found != SEAL_NAMES[edition]:
        yield 'names %s' % found


def maxima_problems(framework):
    for (objective_id, objective), most in zip(framework['objectives'].items(), MAXIMA):
        found = sum(Decimal(criterion['rungs'][best_of(criterion)]['value'])
                    for criterion in objective['criteria'].values())
        if found != Decimal(most):
            yield '%s: at most %s, expected %s' % (objective_id, found, most)
    criteria = criteria_of(framework)
    best = {criterion_id: best_of(criterion) for criterion_id, criterion in criteria.items()}
    if score(framework, '2026-06', best) != Decimal('100.0756') or seal(framework, best) != 4:
        yield 'all at best: %s, SEAL %d' % (score(framework, '2026-06', best),
                                           seal(framework, best))
    best['SOV-8.2'] = '2'
    found = score(framework, '2026-06', best).quantize(Decimal('0.01'))
    if found != Decimal('99.14') or seal(framework, best) != 0:
        yield 'all at best but SOV-8.2: %s, SEAL %d' % (found, seal(framework, best))


def lowest_problems(framework, edition):
    for level, expected in enumerate(LOWEST[edition], 1):
        chosen = {criterion_id: next(number for number, rung in criterion['rungs'].items()
                                     if int(rung['seal']) >= level)
                  for criterion_id, criterion in criteria_of(framework).items()}
        found = score(framework, edition, chosen).quantize(Decimal('0.1'))
        if found != Decimal(expected):
            yield 'SEAL-%d: from %s %%, expected %s' % (level, found, expected)


def oddities_problems(framework):
    criteria = criteria_of(framework)
    never = [criterion_id for criterion_id, criterion in criteria.items()
             if all(rung['seal'] == '4' for rung in criterion['rungs'].values())]
    if never != NEVER_BIND:
        yield 'never bind: %s' % never
    for criterion_id in ODD.keys() ^ {key for key, item in criteria.items() if 'note' in item}:
        yield '%s: a note too many or too few' % criterion_id
    for criterion_id, word in ODD.items():
        if word not in criteria[criterion_id].get('note', {'en': ''})['en']:
            yield '%s: the note says nothing of "%s"' % (criterion_id, word)


def awards_problems(framework):
    if list(framework['awards']) != list(AWARDS):
        yield 'awards %s' % list(framework['awards'])
    for key in framework['awards'].keys() & AWARDS.keys():
        award = framework['awards'][key]
        found = tuple(award[field] for field in ('holder', 'partners', 'providers', 'scope',
                                                 'seal'))
        if found != AWARDS[key]:
            yield '%s: %s' % (key, found)
        if award['date'] != '2026-04-17' or award['confidence'] not in CONFIDENCE:
            yield '%s: date or confidence' % key


def cited(item):
    """Every key of a source in an item, at whatever depth below the table of sources."""
    if isinstance(item, dict):
        for key, value in item.items():
            if key == 'sources' and isinstance(value, list):
                yield from value
            elif key != 'sources':
                yield from cited(value)


def sources_problems(framework):
    sources = framework['sources']
    for key in set(cited(framework)) ^ sources.keys():
        yield '%s: %s' % (key, 'never cited' if key in sources else 'does not exist')
    for key, source in sources.items():
        if source.keys() - {'date'} != {'title', 'publisher', 'url'} or not all(source.values()):
            yield '%s: keys %s' % (key, list(source))
        if not re.match('https://[^ ]+$', source['url']):
            yield '%s: address %s' % (key, source['url'])
        if not DATE.fullmatch(source.get('date', '2026')):
            yield '%s: date %s' % (key, source['date'])
    urls = [source['url'] for source in sources.values()]
    if len(urls) != len(set(urls)):
        yield 'one address is there twice'
    for key, source in sources.items():
        is_official = source['url'].startswith('https://commission.europa.eu/')
        if is_official != ('through public transcriptions' in source['title']):
            yield '%s: does not say how it was read' % key


def marks_problems(framework, profiles):
    """The marks of the profiles are of this framework and within its ladders."""
    criteria = criteria_of(framework)
    for name, profile in profiles.items():
        for criterion_id in profile['marks'].keys() ^ criteria.keys():
            yield '%s: %s is not on both sides' % (name, criterion_id)
        for criterion_id in profile['marks'].keys() & criteria.keys():
            mark = profile['marks'][criterion_id]
            for key in ('rung', 'low', 'high'):
                if mark.get(key, 'unknown') not in [*criteria[criterion_id]['rungs'], 'unknown']:
                    yield '%s %s: %s %s' % (name, criterion_id, key, mark[key])


def quarters_problems(quarters, framework):
    # Objectives and marks are named by id alone, so no two frameworks may share one.
    mine = ['SELF-%d' % n for n in range(1, 9)]
    if list(quarters['objectives']) != mine or quarters['full'] != '1000':
        yield 'objectives or full'
    if 'awards' in quarters or 'official' in quarters:
        yield 'it has awards or official results'
    if 'not the official' not in quarters['name']['en'] + quarters['note']['en'].lower():
        yield 'it does not say that it is not the official rule'
    for edition in WEIGHTS:
        own, official = quarters['editions'][edition], framework['editions'][edition]
        if list(own['weights'].values()) != list(official['weights'].values()):
            yield '%s: weights differ' % edition
        if own['seals'] != official['seals']:
            yield '%s: seals differ' % edition
    for number, objective in enumerate(quarters['objectives'].values(), 1):
        if list(objective['criteria']) != ['SELF-%d.1' % number]:
            yield 'criteria %s' % list(objective['criteria'])
            continue
        rungs = objective['criteria']['SELF-%d.1' % number]['rungs']
        found = [(key, rung['value'], rung['seal']) for key, rung in rungs.items()]
        if found != [(str(i + 1), str(250 * i), str(i)) for i in range(5)]:
            yield 'SELF-%d.1: rungs %s' % (number, found)


def safespring_problems(quarters, profile):
    chosen = {key: mark['rung'] for key, mark in profile['marks'].items()}
    if chosen != {'SELF-%d.1' % n: str(level + 1) for n, level in enumerate(SAFESPRING, 1)}:
        yield 'marks %s' % chosen
        return
    for edition, expected in SAFESPRING_SCORES.items():
        if score(quarters, edition, chosen) != Decimal(expected):
            yield '%s: %s, expected %s' % (edition, score(quarters, edition, chosen), expected)
    if seal(quarters, chosen) != 2:
        yield 'SEAL %d' % seal(quarters, chosen)
    if any(mark['confidence'] != 'low' for mark in profile['marks'].values()):
        yield "a vendor's own claim is of low confidence"


def tender_problems(tender, balanced):
    gates = {key: gate['when'] for key, gate in tender['gates'].items()}
    if gates != {'seal-sov-%d' % n: 'SOV-%d.seal >= 2' % n for n in range(1, 9)}:
        yield 'gates %s' % gates
    if tender['open_counts_as'] != 'fail' or tender['unknown'] != 'pessimistic':
        yield 'open or unknown counts otherwise'
    if tender['add']['root']['sovereignty']['framework'] != 'ec-csf':
        yield 'framework'
    # What it says again of a leaf of its base must stay the same, but for the lost partner.
    group = balanced['criteria']['cost']['criteria']['cost_network']['criteria']
    for key, leaf in tender['leaves'].items():
        expected = dict(group[key], overlaps=[item for item in group[key]['overlaps']
                                              if item in group])
        if leaf != expected:
            yield '%s: differs from its base' % key


def cases(data, rows):
    """All cases, as name and list of problems."""
    framework, quarters = data['frameworks']['ec-csf'], data['frameworks']['seal-quarters']
    yield 'the head', head_problems(framework)
    for objective_id in OBJECTIVES:
        yield ('%s: every rung with its value, SEAL and label' % objective_id,
               rungs_problems(framework, objective_id, rows))
    for edition in WEIGHTS:
        yield '%s: every weight' % edition, weights_problems(framework, edition, rows)
        yield '%s: the names of the levels' % edition, names_problems(framework, edition)
        yield ('%s: the lowest scores that go with SEAL 1 to 4' % edition,
               lowest_problems(framework, edition))
    yield 'the maxima of the objectives and of the whole', maxima_problems(framework)
    yield 'the oddities of the source are told', oddities_problems(framework)
    yield 'the awards', awards_problems(framework)
    yield 'the marks of the profiles lie on its ladders', marks_problems(framework,
                                                                         data['profiles'])
    for name, item in data['frameworks'].items():
        yield '%s: every text in both languages' % name, labels_problems(name, item)
        yield '%s: every source once and cited' % name, sources_problems(item)
    yield 'quarters: SEAL/4 under the same weights', quarters_problems(quarters, framework)
    yield 'quarters: what Safespring published', safespring_problems(quarters, data['safespring'])
    yield 'the tender model', tender_problems(data['models']['ec-tender'],
                                              data['models']['balanced'])


# ---- alterations that must be noticed ------------------------------------------------------------

def csf(*path):
    return ('frameworks', 'ec-csf') + path


def rung(objective, criterion, number, *path):
    return csf('objectives', objective, 'criteria', criterion, 'rungs', number, *path)


ALTERATIONS = {
    'digits of a value': alter(rung('SOV-1', 'SOV-1.1', '2', 'value'), lambda v: '41.66'),
    'the odd value made even': alter(rung('SOV-1', 'SOV-1.7', '3', 'value'), lambda v: '83.34'),
    'a SEAL': alter(rung('SOV-2', 'SOV-2.2', '4', 'seal'), lambda v: '3'),
    'a label': alter(rung('SOV-3', 'SOV-3.1', '5', 'label', 'en'), lambda v: v + ' '),
    'a French label left out': drop(*rung('SOV-3', 'SOV-3.1', '5', 'label', 'fr')),
    'a French label emptied': alter(rung('SOV-3', 'SOV-3.1', '5', 'label', 'fr'), lambda v: ''),
    'a meaning invented': alter(rung('SOV-8', 'SOV-8.2', '2', 'label', 'en'),
                                lambda v: 'informal policy'),
    'a rung left out': drop(*rung('SOV-4', 'SOV-4.6', '5')),
    'a criterion left out': drop(*csf('objectives', 'SOV-6', 'criteria', 'SOV-6.5')),
    'an objective left out of the weights': drop(*csf('editions', '2025-10', 'weights', 'SOV-8')),
    'two weights exchanged': alter(csf('editions', '2026-06', 'weights'),
                                   lambda v: dict(v, **{'SOV-1': '15', 'SOV-4': '20'})),
    'the older weights under the newer name': alter(
        csf('editions', '2026-06', 'weights'),
        lambda v: {'SOV-%d' % n: str(w) for n, w in enumerate(WEIGHTS['2025-10'], 1)}),
    'the name of a level': alter(csf('editions', '2026-06', 'seals', 'SEAL-3', 'en'),
                                 lambda v: 'Digital resilience'),
    'a note left out': drop(*csf('objectives', 'SOV-7', 'criteria', 'SOV-7.1', 'note')),
    'an award raised': alter(csf('awards', 'proximus', 'seal'), lambda v: '3'),
    'an award to a group made its own': alter(csf('awards', 'post-telecom', 'scope'),
                                              lambda v: 'own_bid'),
    'an award left out': drop(*csf('awards', 'stackit')),
    'a source left out': drop(*csf('sources', 'lowdown')),
    'a transcription not told': alter(csf('sources', 'csf-2025', 'title'), lambda v: v[:40]),
    'a mark above its ladder': alter(('profiles', 'aruba', 'marks', 'SOV-2.1', 'high'),
                                     lambda v: '4'),
    'a quarter': alter(('frameworks', 'seal-quarters', 'objectives', 'SELF-5', 'criteria',
                        'SELF-5.1', 'rungs', '3', 'value'), lambda v: '600'),
    'a claim': alter(('safespring', 'marks', 'SELF-5.1', 'rung'), lambda v: '4'),
    'a gate left out': drop('models', 'ec-tender', 'gates', 'seal-sov-5'),
    'a gate lowered': alter(('models', 'ec-tender', 'gates', 'seal-sov-5', 'when'),
                            lambda v: 'SOV-5.seal >= 1'),
    'a leaf of the base moved on': alter(
        ('models', 'balanced', 'criteria', 'cost', 'criteria', 'cost_network', 'criteria',
         'egress_price', 'weight'), lambda v: '46'),
}


def is_noticed(data, rows, apply):
    altered = copy.deepcopy(data)
    apply(altered)
    try:
        return any(list(problems) for _, problems in cases(altered, rows))
    except (KeyError, IndexError, StopIteration):
        return True


# ---- reading and telling -------------------------------------------------------------------------

def read_folder(name):
    return {os.path.basename(path)[:-len('.yaml')]: read_yaml(path)
            for path in sorted(glob.glob(os.path.join(DATA, name, '*.yaml')))}


def read_data():
    safespring = os.path.join(FIXTURES, 'safespring', 'profiles', 'safespring.yaml')
    return {'frameworks': read_folder('frameworks'), 'models': read_folder('models'),
            'profiles': read_folder('profiles'), 'safespring': read_yaml(safespring)}


def main():
    tally = Tally()
    data, rows = read_data(), read_csv(os.path.join(FIXTURES, 'csf_calculator.csv'))
    tally.tell('the calculator is whole: 48 criteria, 235 rungs',
               [] if (len({row['criterion'] for row in rows}), len(rows)) == (48, 235)
               else ['%d rungs' % len(rows)])
    for name, problems in cases(data, rows):
        tally.tell(name, sorted(problems))
    if tally.failed == 0:
        for name, apply in ALTERATIONS.items():
            tally.tell('an altered copy is noticed: ' + name,
                       [] if is_noticed(data, rows, apply) else ['it passed'])
    print('%d passed, %d failed' % (tally.passed, tally.failed))
    return 1 if tally.failed else 0


if __name__ == '__main__':
    sys.exit(main())
