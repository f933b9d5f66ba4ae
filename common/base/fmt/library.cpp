// Debian's libfmt-dev has only the shared library. Programs that run for a millisecond are linked
// statically, so the library's few non-template parts are compiled here, once.
#include <fmt/format-inl.h>

template auto fmt::detail::thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto fmt::detail::thousands_sep_impl<wchar_t>(locale_ref) -> thousands_sep_result<wchar_t>;
template auto fmt::detail::decimal_point_impl(locale_ref) -> char;
template auto fmt::detail::decimal_point_impl(locale_ref) -> wchar_t;
