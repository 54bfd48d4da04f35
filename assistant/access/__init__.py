"""Who may use the page: the users, and the addresses that need them."""

from assistant.access.hosts import check_host
from assistant.access.users import MIN_PASSWORD, UserError, Users

__all__ = ["MIN_PASSWORD", "UserError", "Users", "check_host"]
