"""Long texts become HTML that holds nothing but what is on the list."""

from hypothesis import given
from hypothesis import strategies as st

from pixlearn.web.long_text import TAGS, long_text
from tests.web.parsed_page import ParsedPage


def test_titles_stand_under_the_title_of_the_page_and_can_be_linked_to():
    text = long_text("# Le vol\n\nUn mot.\n\n## Après\n\nUn mot.")
    assert '<h2 id="le-vol">Le vol</h2>' in text.html
    assert '<h3 id="apres">Après</h3>' in text.html
    assert text.sections == (("le-vol", "Le vol"),)


def test_a_script_in_an_article_is_text():
    html = long_text("Un <script>alert(1)</script> mot.").html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_picture_a_style_and_italics_leave_only_their_words():
    html = long_text("![Dessin](/x.png) *mot* `code`\n\n> Citation").html
    assert "<img" not in html
    assert "<em>" not in html
    assert "Citation" in html


def test_a_link_keeps_only_an_address_of_the_site():
    written = "[ici](/aide 'titre') [là](https://exemple.fr) [non](javascript:alert(1))"
    html = long_text(written).html
    assert '<a href="/aide">ici</a>' in html
    assert "exemple.fr" not in html
    assert 'href="javascript' not in html


@given(st.text(alphabet="<>&\"'/= #*_[]()!`-\nascripthefonlod1:", max_size=80))
def test_whatever_is_written_no_other_element_and_no_handler_comes_out(written):
    page = ParsedPage(long_text(written).html, whole=False)
    for element in page.all():
        assert element is page.root or element.tag in TAGS
        assert set(element.attrib) <= {"href", "id"}
