kim_cari("t2025",["^^`6","isq"]);
