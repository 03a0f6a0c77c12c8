<<<<<<< HEAD
kim_cari("indeks",{"format":1,"documents":10,"undated":64,"slots":64,"postings":"t7sl","pairs":"2imjhokjd4l4hlho7b2fst7sl6iwogo47s4iubbbe43uiceq66syenrrp623u4pz","own":{},"lexicon":{"":"sehld2"},"years":{"0":["bz5zs4","u5fi7x"],"2025":["xwskru","32yexa"],"2026":["pxq5em","fqkujl"]},"names":"u22fqq","abbreviations":[["kim","kelompok informasi masyarakat"],["kim","komunitas informasi masyarakat"],["poktan","kelompok tani"]]});
=======
kim_cari("indeks",{"format":1,"documents":10,"undated":64,"slots":64,"postings":"t7sl","pairs":"2imjdecwd4l4hlho7b2fst7sl6iwogo47s4i4kpse43uiceq66syp2zup623u4pz","own":{},"lexicon":{"":"sehld2"},"years":{"0":["bz5zs4","u5fi7x"],"2025":["xwskru","32yexa"],"2026":["pxq5em","fqkujl"]},"names":"u22fqq","abbreviations":[["kim","kelompok informasi masyarakat"],["kim","komunitas informasi masyarakat"],["poktan","kelompok tani"]]});
>>>>>>> 9733d5fff83cd61cf12a88ee17820737acddb071
