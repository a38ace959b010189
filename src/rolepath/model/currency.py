"""The currency codes of ISO 4217."""

from __future__ import annotations

from rolepath.errors import CurrencyError, InvalidTypeError

_CODES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""

#: Codes of circulating currencies, ISO 4217 list one.
CURRENCIES = frozenset(_CODES.split())


def check_currency(field: str, value: object) -> str:
    """Return a currency code, or raise a sentence that says what it should look like."""
    if not isinstance(value, str):
        raise InvalidTypeError(field, value, "must be a currency code of three letters, such as USD")
    if value not in CURRENCIES:
        remedy = f"; write {value.upper()}" if value.upper() in CURRENCIES else ", such as USD, GBP or INR"
        raise CurrencyError(field, value, f"must be an ISO 4217 code{remedy}")
    return value
