"""Two structures and their teams, as for the counsellor's pages."""

from tests.web.counsellor.conftest import Place, place

__all__ = ["Place", "place"]
