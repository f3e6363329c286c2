#!/usr/bin/python3
"""The shipped profiles say what the evidence says: nothing more, nothing less, nothing else.

The evidence (tests/fixtures) is the raw material as it was collected: facts with their sources,
marks with their reasons, price lists as CSV, one exchange rate. This test reads it with a reader of
its own and compares every field of data/profiles, data/rates.yaml and data/groups.yaml with it, as
text, so that 5.0 may not become 5. The dictionary (data/facts.yaml) says which spellings may
differ; each use of a spelling is listed. Last it alters copies of the data and expects to notice.

    test_profiles_faithful.py [DATA_FOLDER]
"""
import copy
import csv
import glob
import os
import re
import sys
from urllib.parse import urlsplit

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, '..', 'fixtures')
DATA = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, '..', '..', 'data')

PROVIDERS = ['aruba', 'azure', 'ionos', 'ovhcloud', 'scaleway']
N_FACTS, N_MARKS = 157, 48
ID = re.compile(r'[A-Za-z0-9._-]{1,64}')
NUMBER = re.compile(r'-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?')
DATE = re.compile(r'[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?')
GROUPS = ['SOV-%d' % n for n in range(1, 9)] + ['cost', 'features']
TYPES = ['number', 'boolean', 'word', 'country', 'text', 'date', 'list']
CONFIDENCE = ['low', 'medium', 'high']
# The columns of a price list that a profile carries under the same name.
COLUMNS = ['kind', 'sku', 'category', 'vcpu', 'ram_gb', 'disk_gb', 'arch', 'region', 'unit',
           'price', 'currency', 'as_of', 'note', 'basis', 'vat']


class TextLoader(yaml.SafeLoader):
    """Every scalar is text; a key given twice, an alias, an anchor or a tag is an error."""

    def compose_node(self, parent, index):
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, 'anchor', None):
            raise yaml.YAMLError('anchor or alias at %s' % event.start_mark)
        if getattr(event, 'tag', None):
            raise yaml.YAMLError('tag at %s' % event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key) for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise yaml.YAMLError('key %s twice at %s' % (twice, node.start_mark))
        return super().construct_mapping(node, deep=True)


TextLoader.yaml_implicit_resolvers = {}
TextLoader.add_constructor('tag:yaml.org,2002:map', lambda self, node: self.construct_mapping(node))


def read_yaml(path):
    with open(path, encoding='utf-8') as file:
        return yaml.load(file, TextLoader)


def read_csv(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def given(item, key):
    """What the evidence says under a key, or None where it says null or nothing."""
    value = item.get(key)
    return None if value in (None, '', 'null', []) else value


# ---- the cases: each yields what is wrong --------------------------------------------------------

def source_of(item):
    return (item['title'], item['publisher'], item['url'], given(item, 'date'))


def resolved(profile, keys):
    return [source_of(profile['sources'][key]) if key in profile['sources'] else key
            for key in keys]


def dictionary_problems(facts):
    if len(facts) != N_FACTS:
        yield '%d facts, expected %d' % (len(facts), N_FACTS)
    for fact_id, fact in facts.items():
        unknown = set(fact) - {'type', 'unit', 'units', 'min', 'max', 'or_word', 'words',
                               'spellings', 'group', 'scope', 'label', 'question'}
        if unknown:
            yield '%s: keys %s' % (fact_id, unknown)
        if not ID.fullmatch(fact_id):
            yield '%s: not an id' % fact_id
        if fact['type'] not in TYPES or fact['group'] not in GROUPS:
            yield '%s: type or group' % fact_id
        if (fact['type'] == 'word') != ('words' in fact):
            yield '%s: words belong to a word' % fact_id
        company = fact_id.split('.')[0] in ('own', 'law', 'env')
        if fact['scope'] != ('company' if company else 'offer'):
            yield '%s: scope' % fact_id
        for text in ('label', 'question'):
            if sorted(fact[text]) != ['en', 'fr'] or not all(fact[text].values()):
                yield '%s: %s wants English and French' % (fact_id, text)
        if max(map(len, fact['label'].values())) > 40:
            yield '%s: label is over 40 characters' % fact_id
        if fact.get('unit') == '%' and (fact.get('min'), fact.get('max')) != ('0', '100'):
            yield '%s: a percentage lies in 0..100' % fact_id
    for language in ('en', 'fr'):
        labels = {}
        for fact_id, fact in facts.items():
            labels.setdefault((fact['label'][language], fact['group']), []).append(fact_id)
        for (label, _), ids in labels.items():
            if len(ids) > 1:
                yield 'label "%s" stands for %s' % (label, ', '.join(ids))


def expected_value(fact, value, used, where):
    """The evidence's value as our profiles write it; other spellings are noted in `used`."""
    if value == 'unknown':
        return value
    if fact['type'] == 'list':
        return value.split(', ')
    spelling = fact.get('spellings', {}).get(value)
    if spelling is not None:
        used.append('%s: "%s" -> %s' % (where, value, spelling))
        return spelling
    return value


def type_problem(fact, value):
    kind = fact['type']
    if value == 'unknown':
        return None
    fits = {'number': lambda: NUMBER.fullmatch(value) or value == fact.get('or_word'),
            'boolean': lambda: value in ('true', 'false'),
            'word': lambda: value in fact['words'],
            'country': lambda: re.fullmatch('[A-Z]{2}', value),
            'date': lambda: DATE.fullmatch(value),
            'text': lambda: isinstance(value, str) and value,
            'list': lambda: isinstance(value, list) and value}[kind]()
    return None if fits else '%r is no %s' % (value, kind)


def bound_problem(fact, item):
    """Low, value and high in order and inside the dictionary's bounds."""
    if fact['type'] != 'number':
        return 'bounds of a %s' % fact['type'] if 'low' in item or 'high' in item else None
    row = [fact.get('min'), item.get('low'), item['value'], item.get('high'), fact.get('max')]
    row = [float(x) for x in row if x is not None and NUMBER.fullmatch(x)]
    return None if row == sorted(row) else 'out of order: %s' % row


def fact_problem(dictionary, profile, fact_id, evidence, found, used, where):
    fact = dictionary[fact_id]
    expected = {'value': expected_value(fact, evidence['value'], used, where)}
    for key in ('low', 'high', 'unit', 'as_of', 'confidence', 'note'):
        if given(evidence, key):
            expected[key] = evidence[key]
    if expected.get('unit') == fact.get('unit'):
        expected.pop('unit', None)
    elif 'unit' in expected and expected['unit'] not in fact.get('units', []):
        return 'unit %s is not in the dictionary' % expected['unit']
    elif 'unit' in fact and 'unit' not in expected and evidence['value'] != 'unknown':
        return 'a value without a unit where the dictionary has %s' % fact['unit']
    stated = {key: value for key, value in found.items() if key != 'sources'}
    if stated != expected:
        return 'expected %s, found %s' % (expected, stated)
    sources = [source_of(source) for source in evidence['sources']]
    if resolved(profile, found.get('sources', [])) != sources:
        return 'sources differ from %s' % sources
    if evidence['value'] != 'unknown' and not sources:
        return 'known without a source'
    if found['confidence'] not in CONFIDENCE:
        return 'confidence %s' % found['confidence']
    if 'as_of' in found and not DATE.fullmatch(found['as_of']):
        return 'as_of %s' % found['as_of']
    return type_problem(fact, found['value']) or bound_problem(fact, found)


def facts_problems(data, name, evidence, found, used, label):
    profile, facts = data['profiles'][name], {item['id']: item for item in evidence}
    if len(facts) != len(evidence):
        yield 'the evidence gives an id twice'
    for fact_id in facts.keys() ^ found.keys():
        yield '%s: %s' % (fact_id, 'missing' if fact_id in facts else 'not in the evidence')
    for fact_id in facts.keys() & found.keys():
        where = '%s %s' % (label, fact_id)
        problem = fact_problem(data['facts'], profile, fact_id, facts[fact_id], found[fact_id],
                               used, where)
        if problem:
            yield '%s: %s' % (fact_id, problem)


def marks_problems(data, evidence, name):
    profile = data['profiles'][name]
    marks = [item for item in evidence['marks'] if item['provider'] == name]
    wanted = {item['criterion']: item for item in marks}
    if len(marks) != N_MARKS or len(wanted) != N_MARKS:
        yield 'the evidence has %d marks' % len(marks)
    for criterion in wanted.keys() ^ profile['marks'].keys():
        yield '%s: missing or not in the evidence' % criterion
    for criterion in wanted.keys() & profile['marks'].keys():
        mark, item = dict(profile['marks'][criterion]), wanted[criterion]
        sources = resolved(profile, mark.pop('sources', []))
        expected = {key: item[key] for key in ('low', 'high', 'confidence', 'reason')}
        expected['rung'] = given(item, 'rung') or 'unknown'
        if given(item, 'facts'):
            expected['facts'] = item['facts']
        if mark != expected:
            yield '%s: expected %s, found %s' % (criterion, expected, mark)
        if sources != [source_of(source) for source in item['sources']]:
            yield '%s: sources' % criterion
        if not set(item['facts']) <= data['facts'].keys():
            yield '%s: rests on a fact that the dictionary does not know' % criterion
        if not given(item, 'facts') and not item['sources'] and given(item, 'rung'):
            yield '%s: a rung that rests on nothing' % criterion


def price_source_problem(source, url, known):
    """A price gives only an address: title and publisher are a fact's, or the address itself."""
    if source['url'] != url or 'date' in source:
        return 'source %s, expected %s' % (source, url)
    parts = urlsplit(url)
    plain = (parts.netloc + parts.path + ('?' + parts.query if parts.query else ''), parts.netloc)
    allowed = known.get(url) or {plain}
    if (source['title'], source['publisher']) not in allowed:
        return 'source %s: invented title or publisher' % source
    return None


def prices_problems(data, evidence, name):
    profile, rows = data['profiles'][name], evidence['prices'][name]
    known = {}
    for fact in evidence['facts'][name]['facts']:
        for source in fact['sources']:
            known.setdefault(source['url'], set()).add((source['title'], source['publisher']))
    prices = list(profile['prices'].items())
    if len(prices) != len(rows):
        yield '%d price lines, expected %d' % (len(prices), len(rows))
    for (price_id, price), row in zip(prices, rows):
        expected = {column: row[column] for column in COLUMNS if row[column] != ''}
        found = {key: value for key, value in price.items() if key != 'source'}
        if found != expected:
            yield '%s: expected %s, found %s' % (price_id, expected, found)
        source = profile['sources'].get(price.get('source'))
        problem = price_source_problem(source, row['source'], known) if source else 'no source'
        if problem:
            yield '%s: %s' % (price_id, problem)
        if not NUMBER.fullmatch(price['price']):
            yield '%s: price %s' % (price_id, price['price'])


def head_problems(data, evidence, name):
    profile, head = data['profiles'][name], evidence['facts'][name]
    country = [fact['value'] for fact in head['facts'] if fact['id'] == 'own.hq_country'][0]
    expected = {'bascule': 'profile/1', 'id': head['provider'], 'name': head['name'],
                'country': country, 'surveyed': head['surveyed']}
    found = {key: profile.get(key) for key in expected}
    if found != expected:
        yield 'expected %s, found %s' % (expected, found)
    sections = {'sources', 'facts', 'marks', 'prices', 'offers'}
    if profile.keys() - expected.keys() - sections:
        yield 'keys %s' % (profile.keys() - expected.keys() - sections)
    if list(profile['facts']) != list(data['facts']):
        yield 'the facts are not in the order of the dictionary'
    for section in ('sources', 'facts', 'marks', 'prices'):
        ids = list(profile[section])
        if len({key.lower() for key in ids}) != len(ids):
            yield '%s: ids that differ only in case' % section
        yield from ('%s: "%s" is no id' % (section, key) for key in ids if not ID.fullmatch(key))


def cited(profile):
    items = list(profile['facts'].values()) + list(profile['marks'].values())
    for offer in profile.get('offers', {}).values():
        items += offer['facts'].values()
    keys = [key for item in items for key in item.get('sources', [])]
    return keys + [price.get('source') for price in profile['prices'].values()]


def sources_problems(profile):
    for key in set(cited(profile)) ^ profile['sources'].keys():
        yield '%s: %s' % (key, 'never cited' if key in profile['sources'] else 'does not exist')
    seen = {}
    for key, source in profile['sources'].items():
        if source.keys() - {'date'} != {'title', 'publisher', 'url'}:
            yield '%s: keys %s' % (key, list(source))
        if source_of(source) in seen:
            yield '%s: the same as %s' % (key, seen[source_of(source)])
        seen[source_of(source)] = key
        if not re.match('https?://[^ ]+$', source['url']):
            yield '%s: address %s' % (key, source['url'])


def own_offers_problems(data, evidence, used):
    wanted = {offer['id']: offer for offer in evidence['facts']['ovhcloud']['offers']}
    offers = data['profiles']['ovhcloud']['offers']
    if list(offers) != list(wanted):
        yield 'offers %s, expected %s' % (list(offers), list(wanted))
    for offer_id in offers.keys() & wanted.keys():
        offer, item = offers[offer_id], wanted[offer_id]
        if {key: offer[key] for key in offer if key != 'facts'} != \
                {'name': item['name'], 'note': item['note']}:
            yield '%s: name, note or another key' % offer_id
        yield from facts_problems(data, 'ovhcloud', item['facts'], offer['facts'], used,
                                  'ovhcloud/' + offer_id)
    for name in set(PROVIDERS) - {'ovhcloud', 'azure'}:
        if 'offers' in data['profiles'][name]:
            yield '%s has offers that its evidence does not have' % name


# What the notes of Azure's evidence state outright of the partner clouds, and the very words.
PARTNERS = {
    ('bleu', 'ops.eu_staff_only'):
        ('yes', 'operation by Europeans alone exists only at the separate partner clouds Bleu'),
    ('delos', 'ops.eu_staff_only'):
        ('yes', 'operation by Europeans alone exists only at the separate partner clouds Bleu '
                'and Delos'),
    ('bleu', 'sec.secnumcloud'):
        ('in_progress', 'the partner cloud Bleu (Orange and Capgemini) entered it in April 2025 '
                        'and no qualification was found by now'),
    ('bleu', 'sec.csf_seal'): ('unknown', 'No level published by Microsoft or the Commission for '
                                          'Azure, Bleu or Delos'),
    ('delos', 'sec.csf_seal'): ('unknown', 'No level published by Microsoft or the Commission for '
                                           'Azure, Bleu or Delos'),
    ('bleu', 'sec.ec_sovereign_tender'):
        ('not_awarded', 'Not among the four winning groups of the 180 million euro award, '
                        'directly or via Bleu or Delos'),
    ('delos', 'sec.ec_sovereign_tender'):
        ('not_awarded', 'Not among the four winning groups of the 180 million euro award, '
                        'directly or via Bleu or Delos'),
}


def partners_problems(data, evidence):
    profile = data['profiles']['azure']
    facts = {fact['id']: fact for fact in evidence['facts']['azure']['facts']}
    found = {(offer_id, fact_id): fact for offer_id, offer in profile['offers'].items()
             for fact_id, fact in offer['facts'].items()}
    for key in found.keys() ^ PARTNERS.keys():
        yield '%s %s: missing or not stated outright' % key
    for key in found.keys() & PARTNERS.keys():
        where, fact, origin = '%s %s' % key, found[key], facts[key[1]]
        value, words = PARTNERS[key]
        if words not in origin['note']:
            yield '%s: the evidence does not say so' % where
        if fact['value'] != value or fact.get('as_of') != given(origin, 'as_of'):
            yield '%s: value or date' % where
        if CONFIDENCE.index(fact['confidence']) > CONFIDENCE.index(origin['confidence']):
            yield '%s: more confident than the evidence' % where
        sources = resolved(profile, fact.get('sources', []))
        if not set(sources) <= {source_of(source) for source in origin['sources']}:
            yield '%s: sources that the fact does not have' % where
        if value != 'unknown' and not sources:
            yield '%s: known without a source' % where
        if fact.keys() - {'value', 'as_of', 'confidence', 'note', 'sources'}:
            yield '%s: keys %s' % (where, list(fact))
    for offer_id, offer in profile['offers'].items():
        if offer.get('inherits') != 'nothing' or offer.get('marks') or offer.get('prices'):
            yield '%s: another company takes nothing over' % offer_id


def rates_problems(data, evidence):
    rates, rows = data['rates'], evidence['rates']
    if len(rates['rates']) != len(rows):
        yield '%d rates, expected %d' % (len(rates['rates']), len(rows))
    for row in rows:
        rate = rates['rates'].get('%s-%s' % (row['from'], row['to']), {})
        expected = {'from': row['from'], 'to': row['to'], 'rate': row['rate'],
                    'as_of': row['date'], 'note': row['note']}
        found = {key: value for key, value in rate.items() if key != 'source'}
        if found != expected:
            yield 'expected %s, found %s' % (expected, found)
        source = rates['sources'].get(rate.get('source'))
        problem = price_source_problem(source, row['source'], {}) if source else 'no source'
        if problem:
            yield problem


def groups_problems(data):
    union = ('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI '
             'SK').split()
    expected = {'EU': sorted(union), 'EEA': sorted(union + ['IS', 'LI', 'NO'])}
    groups = data['groups']['groups']
    if {key: sorted(group['countries']) for key, group in groups.items()} != expected:
        yield 'countries'
    for key, group in groups.items():
        urls = [data['groups']['sources'][source]['url'] for source in group['sources']]
        if not urls or not all(urlsplit(url).netloc.endswith('europa.eu') for url in urls):
            yield '%s: no official source' % key
        if not DATE.fullmatch(group.get('as_of', '')):
            yield '%s: no date' % key


def spellings_problems(data, used):
    uses = {(line.split(' ')[1].rstrip(':'), line.split('"')[1]) for line in used}
    for fact_id, fact in data['facts'].items():
        for spelling in fact.get('spellings', {}):
            if (fact_id, spelling) not in uses:
                yield '%s: the evidence never writes "%s"' % (fact_id, spelling)


def cases(data, evidence, used):
    """All cases, as name and list of problems; `used` gathers the uses of spellings."""
    yield 'the dictionary is whole', dictionary_problems(data['facts'])
    for name in PROVIDERS:
        profile = data['profiles'][name]
        yield '%s: head and ids' % name, head_problems(data, evidence, name)
        yield ('%s: %d facts exactly' % (name, len(profile['facts'])),
               facts_problems(data, name, evidence['facts'][name]['facts'], profile['facts'], used,
                              name))
        yield ('%s: %d marks exactly' % (name, len(profile['marks'])),
               marks_problems(data, evidence, name))
        yield ('%s: %d price lines exactly' % (name, len(profile['prices'])),
               prices_problems(data, evidence, name))
        yield ('%s: %d sources, each once and cited' % (name, len(profile['sources'])),
               sources_problems(profile))
    yield 'the offers are those of the evidence', own_offers_problems(data, evidence, used)
    yield 'the partner clouds get only what is stated outright', partners_problems(data, evidence)
    yield 'the exchange rate exactly', rates_problems(data, evidence)
    yield 'EU and EEA', groups_problems(data)
    yield 'every spelling is used', spellings_problems(data, used)


# ---- alterations that must be noticed ------------------------------------------------------------

def alter(path, change):
    """Returns a function that alters one place of the data, given by its keys."""
    def apply(data):
        place = data
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = change(place[path[-1]])
    return apply


def drop(*path):
    def apply(data):
        place = data
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]
    return apply


def at(*path):
    return ('profiles',) + path


ALTERATIONS = {
    'a value': alter(at('ovhcloud', 'facts', 'env.pue', 'value'), lambda v: '1.23'),
    'digits of a value': alter(at('ionos', 'facts', 'price.ipv4_month', 'value'), lambda v: '5'),
    'an unknown made known': alter(at('aruba', 'facts', 'sec.c5', 'value'), lambda v: 'type2'),
    'a known made unknown': alter(at('azure', 'facts', 'sec.c5', 'value'), lambda v: 'unknown'),
    'a bound': alter(at('scaleway', 'facts', 'env.pue', 'high'), lambda v: '1.4'),
    'a bound left out': drop(*at('scaleway', 'facts', 'env.pue', 'high')),
    'a unit left out': drop(*at('azure', 'facts', 'price.egress_gb', 'unit')),
    'a date': alter(at('ionos', 'facts', 'own.listed', 'as_of'), lambda v: '2023-02-09'),
    'a confidence': alter(at('aruba', 'facts', 'own.listed', 'confidence'), lambda v: 'high'),
    'a letter of a note': alter(at('azure', 'facts', 'own.listed', 'note'), lambda v: v[:-1]),
    'the order of sources': alter(at('ovhcloud', 'facts', 'own.listed', 'sources'),
                                  lambda v: v[::-1]),
    'a source left out': alter(at('ovhcloud', 'facts', 'own.listed', 'sources'), lambda v: v[1:]),
    'a fact left out': drop(*at('scaleway', 'facts', 'feat.iot')),
    'a rung': alter(at('aruba', 'marks', 'SOV-1.1', 'rung'), lambda v: '4'),
    'a reason': alter(at('azure', 'marks', 'SOV-8.4', 'reason'), lambda v: v + ' '),
    'the facts of a mark': alter(at('ionos', 'marks', 'SOV-1.1', 'facts'), lambda v: v[1:]),
    'a mark left out': drop(*at('ionos', 'marks', 'SOV-5.5')),
    'a price': alter(at('ovhcloud', 'prices', 'vm-b3-8', 'price'), lambda v: v + '0'),
    'the basis of a price': alter(at('ovhcloud', 'prices', 'vm-b3-8', 'basis'),
                                  lambda v: 'estimate'),
    'the currency of a price': drop(*at('ovhcloud', 'prices', 'vm-b3-8', 'currency')),
    'a price left out': drop(*at('azure', 'prices', 'vm-b1s')),
    'the source of a price': alter(at('ovhcloud', 'prices', 'vm-b3-8', 'source'),
                                   lambda v: 'feoche-public-cost-indicator'),
    'the standard offer lifted': alter(at('ovhcloud', 'facts', 'sec.secnumcloud', 'value'),
                                       lambda v: 'qualified'),
    'an offer': alter(at('ovhcloud', 'offers', 'secnumcloud-vmware', 'facts', 'sec.secnumcloud',
                         'confidence'), lambda v: 'medium'),
    'a partner cloud': alter(at('azure', 'offers', 'bleu', 'facts', 'sec.secnumcloud', 'value'),
                             lambda v: 'qualified'),
    'the rate': alter(('rates', 'rates', 'EUR-USD', 'rate'), lambda v: '1.1685'),
    'a country': alter(('groups', 'groups', 'EU', 'countries'), lambda v: v + ['CH']),
    'a spelling': alter(('facts', 'ops.eu_staff_only', 'spellings', 'false'), lambda v: 'optional'),
    'a percentage without bounds': drop('facts', 'ops.sla_vm_pct', 'max'),
}


def is_noticed(data, evidence, apply):
    altered = copy.deepcopy(data)
    apply(altered)
    return any(list(problems) for _, problems in cases(altered, evidence, []))


# ---- reading and telling -------------------------------------------------------------------------

def read_data():
    profiles = glob.glob(os.path.join(DATA, 'profiles', '*.yaml'))
    return {'facts': read_yaml(os.path.join(DATA, 'facts.yaml'))['facts'],
            'groups': read_yaml(os.path.join(DATA, 'groups.yaml')),
            'rates': read_yaml(os.path.join(DATA, 'rates.yaml')),
            'profiles': {os.path.basename(path)[:-len('.yaml')]: read_yaml(path)
                         for path in profiles}}


def read_evidence():
    marks = sorted(glob.glob(os.path.join(FIXTURES, 'assessments', '*.yaml')))
    return {'facts': {name: read_yaml(os.path.join(FIXTURES, 'evidence', name + '.yaml'))
                      for name in PROVIDERS},
            'prices': {name: read_csv(os.path.join(FIXTURES, 'prices', name + '.csv'))
                       for name in PROVIDERS},
            'marks': [mark for path in marks for mark in read_yaml(path)],
            'rates': read_csv(os.path.join(FIXTURES, 'rates.csv'))}


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def tell(self, name, problems):
        print('%s - %s' % ('not ok' if problems else 'ok', name))
        for problem in problems:
            print('    ' + problem)
        if problems:
            self.failed += 1
        else:
            self.passed += 1


def main():
    tally, used = Tally(), []
    data, evidence = read_data(), read_evidence()
    tally.tell('the profiles are those of the evidence',
               sorted(set(data['profiles']) ^ set(PROVIDERS)))
    for name, problems in cases(data, evidence, used):
        tally.tell(name, sorted(problems))
    for line in sorted(used):
        print('    spelling: ' + line)
    if tally.failed == 0:
        for name, apply in ALTERATIONS.items():
            tally.tell('an altered copy is noticed: ' + name,
                       [] if is_noticed(data, evidence, apply) else ['it passed'])
    print('%d passed, %d failed' % (tally.passed, tally.failed))
    return 1 if tally.failed else 0


if __name__ == '__main__':
    sys.exit(main())
