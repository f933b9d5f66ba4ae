#ifndef PTKT_TESTS_UNIT_TEST_HPP
#define PTKT_TESTS_UNIT_TEST_HPP

// Catch2 is version 2 on Debian 12 and version 3 from Debian 13 on.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#endif
