from __future__ import annotations

import pytest

from knowledge_base.articles.models import Tier
from knowledge_base.importing.errors import ImportFileError
from knowledge_base.importing.files import ReadFile, collected
from knowledge_base.importing.readers.feeds import tsv_rows, xml_rows

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>s-1</g:id><g:item_group_id>scarf</g:item_group_id><title>Snow scarf</title>
<description>&lt;p&gt;Warm wool.&lt;/p&gt;&lt;p&gt;Long.&lt;/p&gt;</description>
<link>https://shop.example/scarf</link><g:price>29.00 EUR</g:price><g:color>Moss</g:color>
<g:material>Wool</g:material><g:product_detail><g:attribute_name>Care</g:attribute_name>
<g:attribute_value>By hand</g:attribute_value></g:product_detail></item>
<item><g:id>s-2</g:id><g:item_group_id>scarf</g:item_group_id><title>Snow scarf, rust</title>
<description>Another.</description><g:color>Rust</g:color></item>
<item><g:id>s-1</g:id><title>Again</title><description>x</description></item>
<item><g:id>x</g:id><description>No title.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<entry><g:id>cup</g:id><title>Cup</title><summary>Holds tea.</summary>
<link href="https://shop.example/cup"/></entry></feed>"""
TSV = (
    "id\ttitle\tdescription\titem group id\tcolor\tavailability\n"
    'a\tCup\t"Holds\ntea."\t\tBlue\tin stock\n'
    "b\t\tNo title\t\t\t\n"
    "c\tBowl\t\t\tRed\tin stock\n"
)


def taken(read: ReadFile) -> dict[str, str]:
    return {line.article_id: line.content.body for line in read.lines}


def test_variants_of_one_product_are_one_article_of_its_facts() -> None:
    read = collected(xml_rows(RSS.encode()))
    (line,) = read.lines
    assert (line.article_id, line.content.title) == ("product/scarf", "Snow scarf")
    assert (line.content.tier, line.content.product_id) == (Tier.PRODUCT, "scarf")
    assert line.content.url == "https://shop.example/scarf"
    assert line.content.body == (
        "Warm wool.\nLong.\n\n- Colours: Moss, Rust\n- Material: Wool\n- Care: By hand"
    )
    assert "29" not in line.content.body


def test_bad_items_are_named_with_their_lines() -> None:
    found = [str(one) for one in collected(xml_rows(RSS.encode())).problems]
    assert found == ["line 10: s-1 repeats line 3", "line 11: title is missing"]


def test_atom_and_tables_are_read_alike() -> None:
    (cup,) = collected(xml_rows(ATOM.encode())).lines
    assert (cup.article_id, cup.content.body) == ("product/cup", "Holds tea.")
    assert cup.content.url == "https://shop.example/cup"
    read = collected(tsv_rows(TSV))
    assert taken(read) == {
        "product/a": "Holds\ntea.\n\n- Colours: Blue",
        "product/c": "- Colours: Red",
    }
    assert [str(one) for one in read.problems] == ["line 4: title is missing"]


def test_xml_that_is_no_feed_is_refused() -> None:
    with pytest.raises(ImportFileError, match="no <item>"):
        list(xml_rows(b"<html/>"))
    with pytest.raises(ImportFileError, match="line 2"):
        list(xml_rows(b"<rss>\n<item></rss>"))
