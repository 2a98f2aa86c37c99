/**
 * Passwords of eight characters and more that lists of stolen ones begin with, in the West and in China. Lower case:
 * they are refused however they are capitalised. What is regular (one character over and over, a run along the alphabet
 * or the keyboard, a common word with a few digits) is left to the rules in `password-rules`.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
password passw0rd p@ssword p@ssw0rd pa55word passwort password! password1! password@1 mypassword thepassword
password12345 password123456 passwords passport qwerty12345 qwerty123456 qwertyqwerty qwerqwer qweqweqwe qweasd123
qweasdzxc qweasdzxc123 qwe123qwe qwe123456 qwer1234 qwer12345 qwer123456 qwert123 qwert1234 qwert12345 q1w2e3r4
q1w2e3r4t5 q1w2e3r4t5y6 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 2wsx3edc zaq12wsx zaq1xsw2
zaq1zaq1 1qaz1qaz qazwsxedc qazwsx123 qazwsxedcrfv wsxedcrfv 1234qwer 123qweasd 123qweasdzxc 123qwe123 123456qwerty
12345qwert 1234rewq asdfasdf asdf1234 asdf12345 asdfg123 asdfghjk asdqwe123 asd123456 asdasd123 asdasdasd zxczxczxc
zxcv1234 zxcvzxcv zxc123456 zxcvbnm1 zxcvbnm123 zxcvbnm123456 qazqazqaz aaa123456 aaaa1111 aaaaa11111 aa123456
aa12345678 aa123456789 aa1234567 ab123456 ab1234567 abc12345 abc123456 abc1234567 abc12345678 abc123456789 abcd1234
abcd12345 abcd123456 abcde12345 abcdef123 abcdefg1 abcdefg123 abc123abc abcabc123 a1234567 a12345678 a123456789
a1234567890 a123123123 a1b2c3d4 a1b2c3d4e5 a1s2d3f4 as123456 as1234567 asd12345 q1234567 q12345678 q123456789
qq123456 qq1234567 qq12345678 qq123456789 qq1314520 qq5201314 qqq123456 qqqq1111 w1234567 w12345678 w123456789
z1234567 z12345678 z123456789 zz123456 zzz123456 s12345678 l12345678 x12345678 c12345678 m12345678 woshishei wodemima
wodemima123 mima1234 mima12345 mima123456 mimamima woaini1314 woaini520 woaini521 woaini5201314 woaini1314520
woaini123 woaini1234 woaini123456 woainima woainimama woaiwojia woaiziji woaibaobao woailaopo woailaogong woaibeijing
woaizhongguo woaizuguo woaini99 woaini11 woaini00 iloveyou iloveyou1 iloveyou2 iloveyou! iloveyou520 iloveyou123
iloveyou1314 iloveyou5201314 iloveyou1314520 ilovechina ilovegod ilovejesus ilovemom iloveme1 iloveyouso nishizhu
nishishei nihao123 nihao123456 nihaonihao nihaoma123 woshizhu wozuiniu buzhidao wangjile wojiushiwo tiantian xiaoxiao
xiaoxiao123 xiaofeng xiaolong xiaoming xiaoqiang xiaoyu123 wangyang wang1234 wang123456 wang12345 zhang123 zhang123456
zhangwei zhanghao zhangjie zhangyang li123456 liu123456 chen123456 yang1234 yang123456 huang123 liuyang123 liuliuliu
wangjian wanglei123 wangwang wangpeng lovelove love1314 love5201314 love1234 love12345 love123456 loveyou1 loveyou520
loveme123 5201314a 5201314q 5201314qq 5201314w 5201314z a5201314 aa5201314 asd5201314 q5201314 w5201314 z5201314
l5201314 x5201314 wo5201314 s5201314 abc5201314 5201314520 5201314521 52013145 520131400 52013140 5201314521 52013144
520520520 5205201314 520520520520 5211314521 5211314a 52113145 521521521 52151521 1314520a 1314520q 1314520aa
a1314520 13145200 1314521a 13145210 1314520520 13141314 1314131452 1314520520 131452013 1314521521 5845201314
584131452 584131421 58451314 584521584 58455845 5841314520 5841314521 7758521a 7758258a 7758521521 7758258258 77582580
77585210 77585217 77588520 77587758 7758521521 a7758521 a7758258 q7758521 12301230 12312300 123123aa 123123qq 123123123
1231231234 123123abc 123123qwe 123321123 123321123321 123321aa 123321qq 12344321 1234554321 123454321 12345654321
123456654321 12345612 123456123 123456123456 1234567a 12345678a 12345678q 123456789a 123456789aa 123456789q 123456789qq
123456789z 123456789w 123456789s 123456789x 123456789l 123456789abc 123456789qwe 1234567890a 1234567890q 123456abc
123456abcd 123456aa 123456aaa 123456as 123456asd 123456qq 123456qwe 123456qaz 123456zx 123456zxc 123456az 123456ab
123456ok 123456lj 123456wo 123456789. 123456.. 123456... 12345678. 123456ww 123456zz 123456ss 123456dd 123456ll
1234abcd 12345abc 12345abcde 12345qwe 12345qwer 1234567q 1234567z 1234567w 123qwe123qwe 123qweasd 123asd123 123abc123
123abc456 123a123a 1a2b3c4d 1a2b3c4d5e 1z2x3c4v 147147147 14714700 147258369 14725836 1472583690 147852369 1478523690
147896325 1478963250 159159159 159357159 159357456 159753456 159753159 15975346 159753852 159852357 159951159 16161616
17171717 18181818 19191919 101010101 10101010 100200300 10203040 1020304050 102030405060 11112222 1111122222 11223344
1122334455 112233445566 11221122 112211221122 11331133 11335577 11001100 11110000 0000aaaa 00001111 00112233 01010101
01020304 0102030405 010203040506 01234567 012345678 0123456789 01230123 02020202 09876543 0987654321 098765432
098098098 12121212 1212121212 12341234 1234123412 123412341234 12345123 1234512345 12340000 12345000 12345600 12345670
12345679 12345680 12345687 12345688 12345690 12345699 12345666 12345677 123456000 123456001 123456520 123456521
123456666 123456777 123456780 123456787 123456788 123456888 123456999 1234567788 1234567891 12345678910 123456789100
1234567891011 1234567899 123456789123 123456789123456789 1234567898 12345678900 123456789000 12345678999 12345678987
123456987 1234569870 123654789 1236547890 12365478 123698745 1236987450 123789456 123789654 123987456 123456963
123000000 123123000 123123321 123123456 123321456 123400000 124578963 125125125 12581258 12580000 125801258 131313131
13131313 131421131 134679258 1346798520 13467982 134679852 13579246 1357924680 13579135 135792468 135791113 1357908642
13572468 14141414 147369258 151515151 15151515 168168168 16816888 168888888 16888888 1688168816 18181818 181818181
19491001 19841984 19851985 19861986 19871987 19881988 19891989 19901990 19911991 19921992 19931993 19941994 19951995
20002000 20042004 20052005 20062006 20072007 20082008 20082009 20092009 20102010 20112011 20122012 20132013 20142014
20002008 20080808 20080512 21212121 212121212 22334455 22446688 23232323 23456789 234567890 24681357 246810121 2468013579
24682468 25252525 252525252 25802580 258025802580 258258258 258369147 25836914 258456258 258852258 258852147 258963147
31415926 314159265 3141592653 31415926535 31313131 321321321 32132100 321654987 3216549870 321456987 33445566 33221100
33334444 34343434 369258147 36925814 369369369 36963696 369852147 36987412 369874125 3698521470 43214321 432156789
44445555 45454545 456123789 456456456 45645600 456789123 456852456 456852123 456321789 45678900 456987123 51505150
51515151 515151515 51885188 51201314 51525354 52525252 525252525 54321000 543210543210 5432112345 54545454 55667788
55556666 55885588 56565656 56785678 567890123 58585858 585858585 58588585 61616161 62626262 654321123 65432100 654123987
65656565 654654654 66778899 66668888 666888666 666666888 66688866 666999666 67676767 67896789 68686868 686868686 69696969
741258963 74125896 7412589630 741852963 7418529630 741852741 741741741 753951456 753159852 753951852 75395146 753753753
75757575 77778888 777888999 778899445566 77889900 78787878 78789898 789456123 7894561230 789456321 78945612 78963214
789632145 789654123 78965412 7896541230 789789789 78978900 789987789 789123456 79797979 80808080 808080808 81818181
85208520 852085208520 85258525 852456852 852852852 85285200 852963741 85296374 85858585 858585858 86868686 87654321
876543210 87878787 88668866 88776655 88888666 88889999 88886666 888666888 888999888 88168816 89898989 90909090 909090909
911911911 91919191 951753456 951753852 95175346 951357852 963852741 96385274 963258741 963741852 963963963 96969696
969696969 987456321 9874563210 98745632 987654123 98765400 987654321a 987654321q 987987987 98989898 989898989 99887766
9988776655 998877665544 99998888 999888777 999999888 999666333 999000999 admin888 admin8888 admin123456 adminadmin
admin!@# admin@123 admin@1234 admin888888 admin111 admin168 admin520 admin666 administrator adminroot administer
admin000 admin1234567 admin123! rootroot root1234 root12345 root123456 toor1234 system32 system123 superman superadmin
superuser sysadmin webmaster manager1 master12 changeme changeme1 changeme123 changeit default1 letmein1 letmein123
letmein! welcome1 welcome12 welcome123 welcome1! welcome@123 welcometo whatever trustno1 starwars startrek pokemon1
football football1 baseball baseball1 basketball basketball1 softball volleyball princess princess1 sunshine sunshine1
michael1 jennifer jonathan jordan23 jordan123 jessica1 ashley123 charlie1 daniel123 danielle michelle nicholas
alexander alexandra benjamin brittany caroline cameron1 christian christina christine christopher elizabeth florence
isabella jasmine1 jeremiah kimberly margaret marshall matthew1 patricia patrick1 samantha scarlett sebastian stephanie
veronica victoria victoria1 vincent1 william1 computer computer1 internet internet1 corvette mercedes mustang1 porsche911
ferrari1 lamborghini chelsea1 arsenal1 liverpool liverpool1 barcelona barcelona1 manchester manunited juventus realmadrid
dolphins steelers redskins cowboys1 lakers24 kobebryant kobe2424 iverson3 tracymcgrady yaoming11 letmein2 chocolate
cocacola dragon12 dragon123 dragonball blackcat blackjack blink182 bluebird brooklyn butterfly california catdog12
challenger champion cheyenne clarence colorado coolness courtney creative crystal1 darkness database december diamond1
discover dreamer1 einstein electric elephant emmanuel engineer enterprise evolution explorer eyesonly fantasia fernando
fireball firebird flower12 forever1 forever21 frederic freedom1 friendly friends1 fuckyou1 fuckyou2 fuckyou! fuckoff1
fuckme69 fucking1 gangster garfield gateway1 gfhjkmgfhjkm godzilla goldfish goodluck gorgeous greenday guitar12
hardcore harrypotter hello123 hello1234 hello12345 hellokitty helloworld hello123456 helloyou hercules highland
holidays homepage honey123 hongkong hongkong97 beijing2008 beijing123 shanghai shanghai1 shenzhen guangzhou zhongguo
zhongguo123 zhonghua zhongguoren china123 china1234 china123456 china2008 chinachina hunter12 hurricane icecream idontknow
infinity inuyasha ironman1 isabelle jackson5 jellybean jesus123 jesus777 jupiter1 keyboard kingkong kitty123 knight12
lastname leonardo lollipop lollypop lovelove1 loveyou2 loveyou! lovers12 macintosh madison1 marlboro maverick maxwell1
mercury1 metallica metallic microsoft midnight minecraft minecraft1 monkey12 monkey123 monkey1234 monster1 montreal
mountain mushroom mustang69 naruto123 newyork1 nintendo nothing1 november october1 babygirl babygirl1 babyblue bigdaddy
platinum playboy1 pleasure power123 presario precious private1 punkrock rainbow1 raiders1 rasputin redsox04 remember
reloaded rockstar rockyou1 rush2112 salvador sandiego saturday scorpion secret12 secret123 september sergeant service1
shadow12 shadow123 shannon1 showtime silverado simpsons skywalker slipknot snickers snowball something southpark spiderman
spiderma spitfire squirrel starcraft starfish starlight stargate stingray strawberry sunflower sunshine12 superman1
superman123 superstar sweetheart sweetpea swimming tabitha1 terminator testing1 testing123 test1234 test12345 test123456
testtest tester123 thailand thunder1 thunderbird timberlake together tomorrow tottenham trinity1 triumph1 undertaker
universal universe valentine valentina vanessa1 vladimir voyager1 warcraft warcraft3 warhammer warriors westside wildcats
windows1 windows7 windows10 winston1 wolverine woodland wordpass worldcup writing1 xiaoxin123 yamaha123 yankees1
yourmama yourself zeppelin zhangsan lisi1234 wangwu123 guest123 guest1234 user1234 user12345 user123456 login123
access14 access123 public12 oracle123 oracle10g mysql123 mysql1234 server123 server2008 huawei123 huawei@123 cisco123
tp-link123 wireless hao123456 hao123hao baidu123 baidu.com taobao123 taobao.com alibaba1 alipay123 tencent1 tencent123
sina1234 sohu1234 renren123 csdn1234 csdn.net dearbook 11111111a dandan123 code8925 windowsxp bearbear idontknow1
aptx4869 tiankong lovewangjun buptbupt yinyue123 wangluo1 diannao1 xuesheng laoshi123 youxi123 mengxiang meimei123
baobao123 baobao520 baobei123 baobei520 laopo520 laopo1314 laogong520 laogong1314 mama1234 mama123456 mamababa babamama
baba1234 babamama123 jiajia123 tongtong feifei123 lele1234 niuniu123 doudou123 huanhuan yangyang yangyang123 tingting
tingting123 lingling linglin1 jingjing jingjing123 yingying yuanyuan yuanyuan123 dongdong qiangqiang mingming
pengpeng pingping fangfang honghong lanlan123 qianqian shanshan weiwei123 wenwen123 xinxin123 junjun123 haohao123
jiangjun gongxifacai gongxi888 facai888 fafafafa fafa8888 zhengfu1 shengri1 kuaile123 xingfu123 aini1314 aini5201314
aini520520 aini1314520 wo123456 wo1234567 woaiwo123 wobuzhidao wojiaoxiaoming wozhidao woyaogaoxiao ceshi123 ceshi1234
`
    .trim()
    .split(/\s+/),
)
